package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the schema puts where a manifest says nothing: an API server does so before it looks at any rule. */
final class Defaults {
    private Defaults() {}

    /** Puts them in place. */
    static void fill(JsonNode value, Schema schema) {
        if (schema.isOpen()) {
            return;
        }
        if (value instanceof ObjectNode object) {
            for (String field : schema.fields()) {
                JsonNode usual = schema.field(field).node().path("default");
                if (!usual.isMissingNode() && !object.has(field)) {
                    object.set(field, usual.deepCopy());
                }
            }
            object.properties().forEach(each -> fill(each.getValue(), schema.at(each.getKey())));
        } else {
            value.forEach(item -> fill(item, schema.items()));
        }
    }
}
