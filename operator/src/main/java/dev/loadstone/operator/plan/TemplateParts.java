package dev.loadstone.operator.plan;

import dev.loadstone.protocol.Expression;
import dev.loadstone.protocol.Filter;
import dev.loadstone.protocol.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects a template piece by piece; neighbouring texts become one, as the parser would have it. */
final class TemplateParts {
    private final List<Template.Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    TemplateParts text(String more) {
        text.append(more);
        return this;
    }

    TemplateParts hole(Template.Hole hole) {
        flush();
        parts.add(hole);
        return this;
    }

    /** The bytes of a file of the plan. */
    TemplateParts file(String name) {
        return hole(new Template.Hole(new Expression.FileContent(name), List.of()));
    }

    TemplateParts template(Template other) {
        other.parts().forEach(this::add);
        return this;
    }

    /** Texts as the code has them, and holes percent-encoded as a component of a URL. */
    TemplateParts encoded(Template other, UnaryOperator<String> code) {
        for (Template.Part part : other.parts()) {
            switch (part) {
                case Template.Text(String own) -> text(code.apply(own));
                case Template.Hole(var expression, var filters) -> {
                    var encoding = new ArrayList<>(filters);
                    // Of all filters, only base64 has characters that are not safe in a URL.
                    if (filters.lastIndexOf(Filter.URL_ENCODE) <= filters.lastIndexOf(Filter.BASE64)) {
                        encoding.add(Filter.URL_ENCODE);
                    }
                    hole(new Template.Hole(expression, encoding));
                }
            }
        }
        return this;
    }

    Template template() {
        flush();
        return new Template(parts);
    }

    private void add(Template.Part part) {
        switch (part) {
            case Template.Text(String own) -> text(own);
            case Template.Hole hole -> hole(hole);
        }
    }

    private void flush() {
        if (!text.isEmpty()) {
            parts.add(new Template.Text(text.toString()));
            text.setLength(0);
        }
    }
}
