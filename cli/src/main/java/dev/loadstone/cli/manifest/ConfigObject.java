package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A ConfigMap or a Secret, and what it has under its keys. */
public record ConfigObject(Kind kind, String namespace, String name, Map<String, byte[]> values) {
    public ConfigObject {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(namespace, "namespace is null");
        Objects.requireNonNull(name, "name is null");
        values = Map.copyOf(values);
    }

    /** The document as one; empty where it is something else. Values that can't be read are problems, and left out. */
    static Optional<ConfigObject> of(JsonNode document, List<Problem> problems) {
        String kind = document.path("kind").asText("");
        if (!document.path("apiVersion").asText("").equals("v1")) {
            return Optional.empty();
        }
        JsonNode metadata = document.path("metadata");
        String name = metadata.path("name").asText("");
        String prefix = kind + " " + name + ": ";
        var values = new TreeMap<String, byte[]>();
        if (kind.equals("ConfigMap")) {
            decode(document, "binaryData", prefix, values, problems);
            copy(document, "data", prefix, values, problems);
        } else if (kind.equals("Secret")) {
            decode(document, "data", prefix, values, problems);
            copy(document, "stringData", prefix, values, problems);
        } else {
            return Optional.empty();
        }
        return Optional.of(new ConfigObject(
                kind.equals("Secret") ? Kind.SECRET : Kind.CONFIG_MAP,
                metadata.path("namespace").asText(""),
                name,
                values));
    }

    private static void copy(
            JsonNode document, String field, String prefix, Map<String, byte[]> values, List<Problem> problems) {
        document.path(field).properties().forEach(each -> {
            if (each.getValue().isTextual()) {
                values.put(each.getKey(), each.getValue().asText().getBytes(StandardCharsets.UTF_8));
            } else if (!each.getValue().isNull()) {
                problems.add(new Problem(
                        prefix + field + "." + each.getKey(),
                        "a text expected, not " + each.getValue() + "; put it in quotes"));
            }
        });
    }

    private static void decode(
            JsonNode document, String field, String prefix, Map<String, byte[]> values, List<Problem> problems) {
        document.path(field).properties().forEach(each -> {
            try {
                // Line breaks, as the command base64 makes them, are no mistake.
                String text = each.getValue().asText().replaceAll("[\\r\\n]", "");
                values.put(each.getKey(), Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(prefix + field + "." + each.getKey(), "is no base64"));
            }
        });
    }

    /** Which of the two. */
    public enum Kind {
        CONFIG_MAP("ConfigMap"),
        SECRET("Secret");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As it stands in a manifest. */
        public String word() {
            return word;
        }
    }
}
