package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.QueryFieldSpec;
import dev.loadstone.protocol.Template;
import java.util.List;
import java.util.Optional;

/** Plans the path and query of a request as one template, percent-encoded where its text is fixed. */
final class RequestUris {
    private RequestUris() {}

    static Template plan(String path, List<QueryFieldSpec> query, Place place, Scope scope) {
        var uri = new TemplateParts();
        Template template = scope.template(path, place.field("path"));
        if (!path.startsWith("/")) {
            place.field("path").wrong("a path starts with /: \"" + path + "\"");
        }
        for (Template.Part part : template.parts()) {
            addPath(part, uri, place.field("path"), scope);
        }
        char separator = path.contains("?") ? '&' : '?';
        for (int i = 0; i < query.size(); i++) {
            QueryFieldSpec field = query.get(i);
            Place here = place.field("query").element(i);
            if (here.field("name").has(field.name()) && here.field("value").has(field.value())) {
                here.field("name").refuseTemplate(field.name());
                uri.text(separator + PercentCode.component(field.name()) + "=");
                uri.encoded(scope.template(field.value(), here.field("value")), PercentCode::component);
                separator = '&';
            }
        }
        return uri.template();
    }

    private static void addPath(Template.Part part, TemplateParts uri, Place place, Scope scope) {
        switch (part) {
            case Template.Text(String text) -> {
                mistake(text).ifPresent(place::wrong);
                uri.text(PercentCode.pathAndQuery(text));
            }
            case Template.Hole hole -> {
                scope.fixedValues(hole).stream()
                        .filter(value -> !PercentCode.pathAndQuery(value).equals(value)
                                || mistake(value).isPresent())
                        .findFirst()
                        .ifPresent(value -> place.wrong("\"" + value + "\" can't stand in a path as it is; write $("
                                + hole.expression().source() + "|urlEncode)"));
                uri.hole(hole);
            }
        }
    }

    /** What is wrong with fixed text of a path, in words for who wrote it. */
    static Optional<String> mistake(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                return Optional.of("a path has no spaces; write %20: \"" + text + "\"");
            }
            if (c < ' ' || c == 0x7f) {
                return Optional.of("a path has no control characters (character " + (i + 1) + ")");
            }
            if (c == '#') {
                return Optional.of("what follows # is never sent; write %23: \"" + text + "\"");
            }
            if (c == '%' && !text.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                return Optional.of("% needs two hex digits behind it; write %25: \"" + text + "\"");
            }
        }
        return Optional.empty();
    }
}
