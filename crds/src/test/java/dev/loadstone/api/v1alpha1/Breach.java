package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A valid manifest with one bound of the schema broken.
 *
 * @param bound where in the schema, and which
 * @param field as the API server names it
 * @param complaint what it says of it
 */
record Breach(String bound, String field, String complaint, JsonNode manifest) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** One for each bound of the schema that some valid manifest can break, by identity of the bound. */
    static Map<String, Breach> all() {
        var breaches = new TreeMap<String, Breach>();
        Manifests.valid()
                .values()
                .forEach(manifest -> walk(manifest, Manifests.specSchema(), List.of("spec"), "spec", "spec", breaches));
        return breaches;
    }

    /** Names of all bounds of the schema, by identity: a record that is used in several places has its bounds once. */
    static Map<String, String> bounds(JsonNode schema, String path) {
        var bounds = new TreeMap<String, String>();
        Complaint.BY_KEYWORD.keySet().stream()
                .filter(schema::has)
                .forEach(keyword -> bounds.put(identity(schema, keyword), path + " " + keyword));
        schema.path("required")
                .forEach(name -> bounds.put(
                        identity(schema, name.asText() + " required"), path + "." + name.asText() + " required"));
        schema.path("properties")
                .properties()
                .forEach(each -> bounds.putAll(bounds(each.getValue(), path + "." + each.getKey())));
        if (schema.has("items")) {
            bounds.putAll(bounds(schema.get("items"), path + "[]"));
        }
        if (schema.has("additionalProperties")) {
            bounds.putAll(bounds(schema.get("additionalProperties"), path + ".*"));
        }
        return bounds;
    }

    private static String identity(JsonNode schema, String keyword) {
        return schema + " " + keyword;
    }

    private static void walk(
            JsonNode manifest,
            JsonNode schema,
            List<String> at,
            String path,
            String field,
            Map<String, Breach> breaches) {
        JsonNode value = find(manifest, at);
        Complaint.BY_KEYWORD.forEach((keyword, complaint) -> {
            if (schema.has(keyword)) {
                JsonNode broken = complaint.breaking().apply(value, schema);
                breaches.putIfAbsent(
                        identity(schema, keyword),
                        new Breach(
                                path + " " + keyword, field, complaint.words(), change(manifest, at, old -> broken)));
            }
        });
        schema.path("properties").properties().forEach(each -> {
            var inner = new ArrayList<>(at);
            inner.add(each.getKey());
            if (find(manifest, inner) == null) {
                return;
            }
            String name = path + "." + each.getKey();
            String innerField = field + "." + each.getKey();
            if (schema.path("required").valueStream().anyMatch(needed -> needed.asText()
                    .equals(each.getKey()))) {
                breaches.putIfAbsent(
                        identity(schema, each.getKey() + " required"),
                        new Breach(
                                name + " required",
                                innerField,
                                "Required value",
                                change(manifest, inner, old -> null)));
            }
            walk(manifest, each.getValue(), inner, name, innerField, breaches);
        });
        for (String key : schema.has("additionalProperties") ? names(value) : List.<String>of()) {
            var inner = new ArrayList<>(at);
            inner.add(key);
            walk(manifest, schema.get("additionalProperties"), inner, path + ".*", field + "." + key, breaches);
        }
        for (int i = 0; i < value.size() && schema.has("items"); i++) {
            var inner = new ArrayList<>(at);
            inner.add(String.valueOf(i));
            walk(manifest, schema.get("items"), inner, path + "[]", field + "[" + i + "]", breaches);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static @Nullable JsonNode find(JsonNode tree, List<String> at) {
        JsonNode node = tree;
        for (String name : at) {
            node = node == null ? null : node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name);
        }
        return node;
    }

    private static JsonNode change(JsonNode tree, List<String> at, UnaryOperator<@Nullable JsonNode> change) {
        JsonNode copy = tree.deepCopy();
        JsonNode parent = find(copy, at.subList(0, at.size() - 1));
        JsonNode value = change.apply(find(copy, at));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(at.getLast()), value);
        } else if (parent instanceof ObjectNode object && value == null) {
            object.remove(at.getLast());
        } else if (parent instanceof ObjectNode object) {
            object.set(at.getLast(), value);
        }
        return copy;
    }

    /** How a bound is broken, and what the API server says then. */
    private record Complaint(String words, Breaking breaking) {
        static final Map<String, Complaint> BY_KEYWORD = Map.of(
                "maximum",
                new Complaint(
                        "should be less than or equal to",
                        (value, schema) ->
                                NODES.numberNode(schema.get("maximum").asLong() + 1)),
                "minimum",
                new Complaint(
                        "should be greater than or equal to",
                        (value, schema) ->
                                NODES.numberNode(schema.get("minimum").asLong() - 1)),
                "maxLength",
                new Complaint(
                        "Too long",
                        (value, schema) -> NODES.textNode(
                                "/".repeat(schema.get("maxLength").asInt() + 1))),
                "minLength",
                new Complaint(
                        "should be at least",
                        (value, schema) -> NODES.textNode(
                                "a".repeat(schema.get("minLength").asInt() - 1))),
                "pattern",
                new Complaint(
                        "should match",
                        (value, schema) -> NODES.textNode(" \u0007"
                                + "!"
                                        .repeat(Math.max(
                                                1, schema.path("minLength").asInt())))),
                "enum",
                new Complaint("Unsupported value", (value, schema) -> NODES.textNode("Nonsense")),
                "maxItems",
                new Complaint("Too many", (value, schema) -> {
                    ArrayNode many = NODES.arrayNode();
                    for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
                        many.add(value.get(0));
                    }
                    return many;
                }),
                "minItems",
                new Complaint("should have at least", (value, schema) -> NODES.arrayNode()),
                "maxProperties",
                new Complaint("Too many", (value, schema) -> {
                    ObjectNode many = NODES.objectNode();
                    schema.path("properties").fieldNames().forEachRemaining(name -> many.put(name, "1"));
                    for (int i = 0; i <= schema.get("maxProperties").asInt() && !schema.has("properties"); i++) {
                        many.put("r" + i, "1");
                    }
                    return many;
                }),
                "minProperties",
                new Complaint("should have at least", (value, schema) -> NODES.objectNode()));

        private interface Breaking {
            JsonNode apply(JsonNode value, JsonNode schema);
        }
    }
}
