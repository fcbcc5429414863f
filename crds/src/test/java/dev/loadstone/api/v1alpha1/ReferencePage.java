package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The page that tells every field of a LoadTest's spec, made from the schema that the API server checks it with. */
final class ReferencePage {
    static final String POLICY = """
            # Every field of a LoadTestPolicy

            Made from the schema that the API server checks; `kubectl explain loadtestpolicy.spec --recursive` says the same. What a
            policy is for, and how it is enforced, stands in [security.md](security.md).
            """;

    static final String TEST = """
            # Every field of a LoadTest

            Made from the schema that the API server checks; `kubectl explain loadtest.spec --recursive` says the same. What the
            fields mean together, with examples, stands in [language.md](language.md).

            Durations are written `250ms`, `1m30s`; shares `"0.5%"`. Texts with `$(...)` are templates wherever the description says so.
            """;
    /** Kubernetes' own, told by its own reference. */
    private static final List<String> FOREIGN = List.of("affinity", "topologySpread", "tolerations");

    private final StringBuilder page = new StringBuilder();
    private final Map<JsonNode, String> told = new HashMap<>();
    private final Deque<Section> left = new ArrayDeque<>();

    private record Section(String path, JsonNode schema) {}

    private ReferencePage() {}

    static String generate(String head, String crd) {
        try {
            JsonNode schema = new ObjectMapper(new YAMLFactory())
                    .readTree(crd)
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
            var reference = new ReferencePage();
            reference.page.append(head);
            reference.left.add(new Section("spec", schema));
            while (!reference.left.isEmpty()) {
                reference.tell(reference.left.removeFirst());
            }
            return reference.page.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Section section) {
        JsonNode schema = section.schema();
        if (told.putIfAbsent(schema.path("properties"), section.path()) != null) {
            return;
        }
        page.append("\n## ").append(section.path()).append("\n\n");
        page.append("| field | is | default | |\n|---|---|---|---|\n");
        var inner = new ArrayList<Section>();
        schema.path("properties").properties().forEach(field -> {
            JsonNode element = elementOf(field.getValue());
            boolean record = element.has("properties") && !FOREIGN.contains(field.getKey());
            String path =
                    section.path() + "." + field.getKey() + (field.getValue().has("items") ? "[]" : "");
            row(field.getKey(), field.getValue(), isRequired(schema, field.getKey()), record ? path : "");
            if (record) {
                inner.add(new Section(path, element));
            }
        });
        rules(schema);
        // Depth first, in the order of the fields.
        for (int i = inner.size() - 1; i >= 0; i--) {
            left.addFirst(inner.get(i));
        }
    }

    private void row(String name, JsonNode schema, boolean required, String path) {
        String first = told.getOrDefault(elementOf(schema).path("properties"), path);
        String type = type(schema);
        page.append("| `")
                .append(name)
                .append(required ? "` *required*" : "`")
                .append(" | ")
                .append(path.isEmpty() ? type : "[" + type + "](#" + anchor(first) + ")")
                .append(" | ")
                .append(
                        schema.has("default") && !schema.get("default").isObject()
                                ? "`" + schema.get("default").asText() + "`"
                                : "")
                .append(" | ")
                .append(schema.path("description").asText().replace("|", "\\|"))
                .append(" |\n");
    }

    private void rules(JsonNode schema) {
        String rules = StreamSupport.stream(
                        schema.path("x-kubernetes-validations").spliterator(), false)
                .map(rule -> "- " + rule.path("message").asText() + "\n")
                .collect(Collectors.joining());
        if (!rules.isEmpty()) {
            page.append("\n").append(rules);
        }
    }

    private static String type(JsonNode schema) {
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        if (schema.has("items")) {
            return "list of " + type(schema.get("items"));
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "number or text";
        }
        return switch (schema.path("type").asText()) {
            case "object" -> schema.has("additionalProperties") ? "map" : "record";
            case "integer", "number" -> "number" + range(schema);
            case "boolean" -> "true, false";
            case "string" -> "text";
            default -> "any";
        };
    }

    private static String range(JsonNode schema) {
        if (schema.has("minimum") && schema.has("maximum")) {
            return ", " + schema.get("minimum").asLong() + " to "
                    + schema.get("maximum").asLong();
        }
        return schema.has("minimum") ? ", from " + schema.get("minimum").asLong() : "";
    }

    private static JsonNode elementOf(JsonNode schema) {
        return schema.has("items") ? schema.get("items") : schema;
    }

    private static boolean isRequired(JsonNode schema, String name) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(each -> each.asText().equals(name));
    }

    /** As Markdown viewers make them of headings. */
    private static String anchor(String heading) {
        return heading.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }
}
