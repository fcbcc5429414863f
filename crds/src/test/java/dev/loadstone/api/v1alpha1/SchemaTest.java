package dev.loadstone.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The committed schema and the records say the same. */
class SchemaTest {
    private static final ObjectMapper FILLED =
            Manifests.YAML.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);
    private static final Set<String> FOREIGN =
            Set.of("json", "requests", "limits", "nodeSelector", "labels", "annotations", "affinity");

    @Test
    void defaultsOfTheSchemaAreThoseOfTheRecords() {
        Manifests.valid().forEach((name, manifest) -> {
            JsonNode byRecords = FILLED.valueToTree(read(manifest).getSpec());
            JsonNode bySchema = withDefaults(manifest.get("spec").deepCopy(), Manifests.specSchema());
            assertThat(FILLED.<JsonNode>valueToTree(spec(bySchema)))
                    .as("%s, read with the schema's defaults", name)
                    .isEqualTo(byRecords);
            assertThat(again(byRecords))
                    .as("%s, as the records fill it in", name)
                    .isEqualTo(again(filledByRecordsAlone(bySchema)));
        });
    }

    /** As the API server does it: an absent field takes its default, and then its own fields take theirs. */
    private static JsonNode withDefaults(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                if (!object.has(property.getKey()) && property.getValue().has("default")) {
                    object.set(
                            property.getKey(),
                            property.getValue().get("default").deepCopy());
                }
                if (object.has(property.getKey())) {
                    withDefaults(object.get(property.getKey()), property.getValue());
                }
            });
        }
        if (value.isArray()) {
            value.forEach(item -> withDefaults(item, schema.path("items")));
        }
        return value;
    }

    /** The same tree with numbers of one kind. */
    private static JsonNode again(JsonNode tree) {
        return Manifests.tree(tree.toString());
    }

    /**
     * Quantities are written as text, however they were read; and a number of runners that was stored by default would stand
     * beside an auto that is given later, which is why runners as a whole have no default either.
     */
    private static JsonNode filledByRecordsAlone(JsonNode spec) {
        if (spec.at("/runners/resources/limits") instanceof ObjectNode limits) {
            limits.properties()
                    .forEach(
                            limit -> limits.put(limit.getKey(), limit.getValue().asText()));
        }
        ObjectNode runners = ((ObjectNode) spec).withObject("/runners");
        if (!runners.has("auto") && !runners.has("count")) {
            runners.put("count", 1);
        }
        runners.putIfAbsent("onLoss", runners.textNode("Fail"));
        runners.putIfAbsent("onSaturation", runners.textNode("Inconclusive"));
        return spec;
    }

    @Test
    void yamlRoundTrip() throws JsonProcessingException {
        for (JsonNode manifest : Manifests.valid().values()) {
            LoadTest test = read(manifest);
            LoadTest again = Manifests.YAML.readValue(FILLED.writeValueAsString(test), LoadTest.class);
            assertThat(again.getSpec()).isEqualTo(test.getSpec());
            assertThat(again.getMetadata()).isEqualTo(test.getMetadata());
        }
    }

    @Test
    void fieldsOfALaterVersionAreTolerated() {
        Manifests.valid().forEach((name, manifest) -> {
            JsonNode later = manifest.deepCopy();
            addUnknown(later.get("spec"));
            ((ObjectNode) later).putObject("status").put("fromTheFuture", 1).put("reason", "Known");
            assertThat(read(later).getStatus().reason()).isEqualTo("Known");
            assertThat(read(later).getSpec()).as(name).isEqualTo(read(manifest).getSpec());
        });
    }

    /** But where names are the user's own, or Kubernetes': nothing there is unknown to us. */
    private static void addUnknown(JsonNode node) {
        node.properties().stream()
                .filter(each -> !FOREIGN.contains(each.getKey()))
                .forEach(each -> addUnknown(each.getValue()));
        if (node.isArray()) {
            node.forEach(SchemaTest::addUnknown);
        }
        if (node instanceof ObjectNode object) {
            object.put("fromTheFuture", 1);
        }
    }

    @Test
    void theValidManifestsUseEveryField() {
        var unused = new TreeMap<String, String>();
        fields(Manifests.specSchema(), "spec", unused);
        Manifests.valid().values().forEach(manifest -> used(manifest.get("spec"), Manifests.specSchema(), unused));
        assertThat(unused.values()).as("fields that no valid manifest uses").isEmpty();
    }

    /** By identity: a field of a record that is used in several places is one field. */
    private static void fields(JsonNode schema, String path, Map<String, String> fields) {
        schema.path("properties").properties().forEach(property -> {
            String name = path + "." + property.getKey();
            fields.put(property.toString(), name);
            fields(property.getValue(), name, fields);
            fields(property.getValue().path("items"), name + "[]", fields);
        });
    }

    private static void used(JsonNode value, JsonNode schema, Map<String, String> unused) {
        if (value.isArray()) {
            value.forEach(item -> used(item, schema.path("items"), unused));
        }
        schema.path("properties").properties().stream()
                .filter(property -> value.has(property.getKey()))
                .forEach(property -> {
                    unused.remove(property.toString());
                    used(value.get(property.getKey()), property.getValue(), unused);
                });
    }

    @Test
    void everyRuleHasAManifestThatBreaksIt() {
        Set<String> expected = Manifests.texts("invalid-").values().stream()
                .map(Manifests::expected)
                .collect(Collectors.toSet());
        assertThat(Manifests.specSchema().findValues("x-kubernetes-validations").stream()
                        .flatMap(rules -> rules.findValuesAsText("message").stream())
                        .distinct())
                .as("messages of rules")
                .hasSizeGreaterThan(15)
                .allMatch(expected::contains);
    }

    private static LoadTest read(JsonNode manifest) {
        return convert(manifest, LoadTest.class);
    }

    private static LoadTestSpec spec(JsonNode spec) {
        return convert(spec, LoadTestSpec.class);
    }

    private static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return Manifests.YAML.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
