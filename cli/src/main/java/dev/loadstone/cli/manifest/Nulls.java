package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** An API server takes a field that is null for one that is absent: a list of which every line is a comment, say. */
final class Nulls {
    private Nulls() {}

    /** Takes them out in place. Where anything may stand, null may too. */
    static void drop(JsonNode value, Schema schema) {
        if (schema.isOpen()) {
            return;
        }
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                boolean known = schema.has(field.getKey());
                if (known && field.getValue().isNull()) {
                    object.remove(field.getKey());
                } else if (known) {
                    drop(field.getValue(), schema.field(field.getKey()));
                }
            }
        } else {
            value.forEach(item -> drop(item, schema.items()));
        }
    }
}
