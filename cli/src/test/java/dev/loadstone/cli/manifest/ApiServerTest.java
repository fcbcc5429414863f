package dev.loadstone.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a real API server is known to take is taken here, and what it refuses is refused; the words of a CEL rule are the same. */
class ApiServerTest {
    private static final Path FOLDER = Path.of("../crds/src/test/resources/manifests");

    @TestFactory
    List<DynamicTest> whatItRefusesIsRefused() throws IOException {
        return each("invalid-", file -> {
            String expected = Files.readString(file).lines().findFirst().orElseThrow();
            List<Problem> problems = ManifestFile.read(file, Overrides.NONE).problems();
            assertThat(problems.toString()).contains(inOurWords(expected.replaceFirst("^# expect: ", "")));
        });
    }

    /** Only what the schema itself says, not its rules, is put otherwise. */
    private static String inOurWords(String complaint) {
        return switch (complaint) {
            case "must be of type object" -> "fields expected";
            case "must have at most 1 item" -> "at most 1 allowed";
            case "should match" -> " is not one of ";
            case "Duplicate value" -> " is there already";
            default ->
                complaint.startsWith("unknown field")
                        ? complaint.replaceFirst("unknown field \"(.*)\"", "$1: unknown field")
                        : complaint;
        };
    }

    @TestFactory
    List<DynamicTest> whatItTakesIsTaken() throws IOException {
        return each("valid-", file -> {
            JsonNode document = YamlDocuments.read(Files.readString(file)).getFirst();
            assertThat(Head.check(document)).isEmpty();
            JsonNode spec = document.get("spec");
            assertThat(SchemaCheck.of(spec, Schema.ofSpec()).problems()).isEmpty();
            Defaults.fill(spec, Schema.ofSpec());
            assertThat(SchemaCheck.of(spec, Schema.ofSpec()).problems())
                    .as("with its defaults")
                    .isEmpty();
        });
    }

    @Test
    void thereIsNothingInTheSchemaThatIsNotLookedAt() {
        var words = new TreeSet<String>();
        var elsewhere = new ArrayList<String>();
        collect(Schema.ofSpec().node(), "spec", words, elsewhere);
        assertThat(words)
                .isSubsetOf(
                        "additionalProperties",
                        "anyOf", // of what is an integer or a string, and said by another word, too
                        "default",
                        "description",
                        "enum",
                        "items",
                        "maxItems",
                        "maxLength",
                        "maxProperties",
                        "maximum",
                        "minItems",
                        "minLength",
                        "minProperties",
                        "minimum",
                        "pattern",
                        "properties",
                        "required",
                        "type",
                        "x-kubernetes-int-or-string",
                        "x-kubernetes-list-map-keys",
                        "x-kubernetes-list-type",
                        "x-kubernetes-map-type", // says who owns what, to the API server alone
                        "x-kubernetes-preserve-unknown-fields",
                        "x-kubernetes-validations");
        assertThat(elsewhere).as("rules on what is no object").isEmpty();
    }

    private static void collect(JsonNode schema, String path, TreeSet<String> words, List<String> elsewhere) {
        schema.fieldNames().forEachRemaining(words::add);
        if (schema.has("x-kubernetes-validations")
                && !schema.path("type").asText().equals("object")) {
            elsewhere.add(path);
        }
        schema.path("properties")
                .properties()
                .forEach(each -> collect(each.getValue(), path + "." + each.getKey(), words, elsewhere));
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.has(inner)) {
                collect(schema.get(inner), path + "[]", words, elsewhere);
            }
        }
    }

    private static List<DynamicTest> each(String prefix, Assertion assertion) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<DynamicTest> tests = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> assertion.about(file)))
                    .toList();
            assertThat(tests).as(prefix).hasSizeGreaterThan(2);
            return tests;
        }
    }

    private interface Assertion {
        void about(Path file) throws IOException;
    }
}
