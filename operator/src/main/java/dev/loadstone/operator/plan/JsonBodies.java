package dev.loadstone.operator.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.protocol.Filter;
import dev.loadstone.protocol.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plans {@code body.json} as one template of minified JSON. A string that is exactly one hole takes the type of its
 * value,
 * unless a filter makes a text of it; holes inside of a longer string are escaped.
 */
final class JsonBodies {
    private final TemplateParts body = new TemplateParts();
    private final Scope scope;

    private JsonBodies(Scope scope) {
        this.scope = scope;
    }

    static Template plan(JsonNode json, Place place, Scope scope) {
        var bodies = new JsonBodies(scope);
        bodies.add(json, place);
        return bodies.body.template();
    }

    private void add(JsonNode node, Place place) {
        if (node.isObject()) {
            String separator = "{";
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                place.field(field.getKey()).refuseTemplate(field.getKey());
                body.text(separator + quoted(field.getKey()) + ":");
                add(field.getValue(), place.field(field.getKey()));
                separator = ",";
            }
            body.text(node.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            body.text("[");
            for (int i = 0; i < node.size(); i++) {
                body.text(i == 0 ? "" : ",");
                add(node.get(i), place.element(i));
            }
            body.text("]");
        } else if (node.isTextual()) {
            addString(scope.template(node.textValue(), place));
        } else {
            body.text(node.toString());
        }
    }

    private void addString(Template template) {
        List<Template.Part> parts = template.parts();
        if (parts.size() == 1 && parts.getFirst() instanceof Template.Hole hole && keepsType(hole)) {
            body.hole(hole.filters().isEmpty() ? new Template.Hole(hole.expression(), List.of(Filter.JSON)) : hole);
            return;
        }
        body.text("\"");
        for (Template.Part part : parts) {
            switch (part) {
                case Template.Text(String text) -> body.text(escaped(text));
                case Template.Hole hole -> body.hole(escaped(hole));
            }
        }
        body.text("\"");
    }

    private static boolean keepsType(Template.Hole hole) {
        return hole.filters().isEmpty() || hole.filters().getLast() == Filter.JSON;
    }

    private static Template.Hole escaped(Template.Hole hole) {
        var filters = new ArrayList<>(hole.filters());
        filters.removeIf(Filter.STRING::equals);
        if (filters.isEmpty() || filters.getLast() != Filter.JSON_ESCAPE) {
            filters.add(Filter.JSON_ESCAPE);
        }
        return new Template.Hole(hole.expression(), filters);
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
