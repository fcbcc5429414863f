package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One node of the LoadTest's OpenAPI schema: the very file that an API server gets. */
record Schema(JsonNode node) {
    /** The schema of {@code spec}. */
    static Schema ofSpec() {
        try (InputStream file = Schema.class.getResourceAsStream("/loadtests.loadstone.dev.yaml")) {
            JsonNode crd = YamlDocuments.read(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .getFirst();
            return new Schema(crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String type() {
        return node.path("x-kubernetes-int-or-string").asBoolean()
                ? "integer or string"
                : node.path("type").asText("");
    }

    /** Anything may stand here. */
    boolean isOpen() {
        return node.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }

    List<String> fields() {
        var names = new ArrayList<String>();
        node.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean has(String field) {
        return node.path("properties").has(field);
    }

    Schema field(String name) {
        return new Schema(node.path("properties").path(name));
    }

    /** Of what stands under this name: a field, or a value of a map. */
    Schema at(String name) {
        return has(name) ? field(name) : values();
    }

    Schema items() {
        return new Schema(node.path("items"));
    }

    /** The schema of a map's values; a missing one where this is no map. */
    Schema values() {
        return new Schema(node.path("additionalProperties"));
    }

    List<String> required() {
        return strings(node.path("required"));
    }

    List<String> choices() {
        return strings(node.path("enum"));
    }

    List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        for (JsonNode rule : node.path("x-kubernetes-validations")) {
            rules.add(new Rule(rule.path("rule").asText(), rule.path("message").asText()));
        }
        return rules;
    }

    /** No item stands twice. */
    boolean isSet() {
        return node.path("x-kubernetes-list-type").asText("").equals("set");
    }

    /** The keys that tell the items of a list apart. */
    List<String> listKeys() {
        return strings(node.path("x-kubernetes-list-map-keys"));
    }

    private static List<String> strings(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** A CEL rule over {@code self}, and what is wrong where it is false. */
    record Rule(String expression, String message) {}
}
