package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.BodySpec;
import dev.loadstone.api.v1alpha1.FieldSpec;
import dev.loadstone.protocol.HttpStep.Header;
import dev.loadstone.protocol.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the headers of a request, and adds the Content-Type of its body where the author gave none. */
final class Headers {
    private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private Headers() {}

    static List<Header> plan(List<FieldSpec> specs, @Nullable BodySpec body, Place place, Scope scope) {
        var planned = new ArrayList<Header>();
        for (int i = 0; i < specs.size(); i++) {
            FieldSpec spec = specs.get(i);
            Place here = place.element(i);
            if (here.field("name").has(spec.name()) && here.field("value").has(spec.value())) {
                checkName(spec.name(), here.field("name"));
                planned.add(new Header(spec.name(), value(spec.value(), here.field("value"), scope)));
            }
        }
        if (body != null && planned.stream().noneMatch(each -> each.name().equalsIgnoreCase("Content-Type"))) {
            String type = body.json() == null ? "text/plain; charset=utf-8" : "application/json";
            planned.add(new Header("Content-Type", Template.text(type)));
        }
        return planned;
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
