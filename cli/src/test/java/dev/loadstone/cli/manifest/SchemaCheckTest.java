package dev.loadstone.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where Java, left to itself, would differ from an API server. */
class SchemaCheckTest {
    private static List<String> check(String schema, String value) {
        JsonNode node = YamlDocuments.read(value).getFirst();
        return SchemaCheck.check(node, new Schema(YamlDocuments.read(schema).getFirst())).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void lengthsAreInCharactersAndNotInHalvesOfThem() {
        assertThat(check("{type: string, maxLength: 2}", "\"\\U0001F600\\U0001F600\""))
                .isEmpty();
        assertThat(check("{type: string, maxLength: 2}", "abc"))
                .containsExactly("spec: has 3 characters, at most 2 allowed");
    }

    @Test
    void aPatternEndsWhereTheTextEnds() {
        assertThat(check("{type: string, pattern: '^a$'}", "a")).isEmpty();
        assertThat(check("{type: string, pattern: '^a$'}", "\"a\\n\""))
                .containsExactly("spec: \"a\\n\" does not match ^a$");
    }

    @Test
    void aRuleThatCanNotBeEvaluatedDoesNotHold() {
        String rule = "{type: object, x-kubernetes-preserve-unknown-fields: false, properties: {d: {type: string}},"
                + " x-kubernetes-validations: [{rule: \"duration(self.d) > duration('0s')\", message: no duration}]}";
        assertThat(check(rule, "{d: 1s}")).isEmpty();
        assertThat(check(rule, "{d: soon}")).containsExactly("spec: no duration");
    }

    @Test
    void valuesOfAMapAreHeldAgainstTheirSchema() {
        String map = "{type: object, maxProperties: 1, additionalProperties: {x-kubernetes-int-or-string: true}}";
        assertThat(check(map, "{cpu: 2}")).isEmpty();
        assertThat(check(map, "{cpu: 2.5, memory: x}"))
                .containsExactly(
                        "spec.cpu: a whole number or a text expected, not 2.5",
                        "spec: has 2 fields, at most 1 allowed");
    }
}
