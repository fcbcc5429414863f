package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.FieldSpec;
import dev.loadstone.protocol.HttpStep.Header;
import dev.loadstone.protocol.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the headers of a request or a target. */
final class Headers {
    private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private Headers() {}

    static List<Header> plan(List<FieldSpec> specs, Place place, Scope scope) {
        var planned = new ArrayList<Header>();
        for (int i = 0; i < specs.size(); i++) {
            FieldSpec spec = specs.get(i);
            Place here = place.element(i);
            if (here.field("name").has(spec.name()) && here.field("value").has(spec.value())) {
                checkName(spec.name(), here.field("name"));
                planned.add(new Header(spec.name(), value(spec.value(), here.field("value"), scope)));
            }
        }
        return planned;
    }

    /** The headers, with that of the token, if there is one. */
    static List<Header> withBearer(List<Header> headers, @Nullable String token, Place place, Scope scope) {
        if (token == null) {
            return headers;
        }
        var more = new ArrayList<>(headers);
        Template value = value(token, place.field("bearer"), scope);
        more.add(new Header(
                "Authorization",
                new TemplateParts().text("Bearer ").template(value).template()));
        return more;
    }

    private static void checkName(String name, Place place) {
        if (!name.matches(NAME)) {
            place.wrong("\"" + name + "\" is no header name; it has letters, digits and -");
        } else if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding")) {
            place.wrong(name + " follows from the body and is sent by the runner; leave it out");
        }
    }

    private static Template value(String text, Place place, Scope scope) {
        Template template = scope.template(text, place);
        for (Template.Part part : template.parts()) {
            List<String> fixed =
                    switch (part) {
                        case Template.Text(String own) -> List.of(own);
                        case Template.Hole hole -> scope.fixedValues(hole);
                    };
            if (fixed.stream().anyMatch(Headers::hasControl)) {
                place.wrong("a header has no line breaks or control characters");
            }
        }
        return template;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
    }
}
