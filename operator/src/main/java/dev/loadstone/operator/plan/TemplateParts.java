package dev.loadstone.operator.plan;

import dev.loadstone.protocol.Template;
import java.util.ArrayList;
import java.util.List;

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

    Template template() {
        flush();
        return new Template(parts);
    }

    private void flush() {
        if (!text.isEmpty()) {
            parts.add(new Template.Text(text.toString()));
            text.setLength(0);
        }
    }
}
