package dev.loadstone.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where Java, left to itself, would differ from an API server. */
class SchemaCheckTest {
    private static List<String> check(String schema, String value) {
        JsonNode node = YamlDocuments.read(value).getFirst();
        return SchemaCheck.of(node, new Schema(YamlDocuments.read(schema).getFirst())).problems().stream()
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
                        "spec.cpu: a whole number or a text expected, not 2.5; put it in quotes: \"2.5\"",
                        "spec: has 2 fields, at most 1 allowed");
    }

    @Test
    void aFractionIsToldHowToBeWritten() {
        assertThat(check("{type: object, properties: {max: {x-kubernetes-int-or-string: true}}}", "{max: 0.01}"))
                .containsExactly("spec.max: a whole number or a text expected, not 0.01; put it in quotes: \"0.01\","
                        + " or as a percentage: \"1%\"");
    }

    @Test
    void aPatternThatPeopleMissIsExplained() {
        assertThat(check("{type: string, pattern: '^vars\\..*$'}", "$(vars.x)"))
                .singleElement()
                .asString()
                .endsWith(" (a variable without $( and ), such as vars.NAME)");
        assertThat(check("{type: string, pattern: '^/'}", "$(vars.next)"))
                .singleElement()
                .asString()
                .endsWith(" (a path begins with /, and so does one that is a template: /$(vars.NAME))");
    }

    @Test
    void rulesCallFieldsAsCelCan() {
        String rule = "{type: object, properties: {while: {type: string}, a-b: {type: string}},"
                + " x-kubernetes-validations: [{rule: \"has(self.__while__) != has(self.a__dash__b)\", message: not one}]}";
        assertThat(check(rule, "{while: x}")).isEmpty();
        assertThat(check(rule, "{while: x, a-b: z}")).containsExactly("spec: not one");
    }

    @Test
    void keysOfMapsAreNoFields() {
        String rule = "{type: object, additionalProperties: {type: string},"
                + " x-kubernetes-validations: [{rule: \"'while' in self\", message: not there}]}";
        assertThat(check(rule, "{while: x}")).isEmpty();
    }

    @Test
    void listsHaveASum() {
        String rule = "{type: array, items: {type: integer}}";
        String sum = "{type: object, properties: {shares: " + rule
                + "}, x-kubernetes-validations: [{rule: \"self.shares.sum() == 100\", message: not a hundred}]}";
        assertThat(check(sum, "{shares: [30, 70]}")).isEmpty();
        assertThat(check(sum, "{shares: []}")).containsExactly("spec: not a hundred");
    }

    @Test
    void aSetHasEachItemOnce() {
        String set = "{type: array, x-kubernetes-list-type: set, items: {type: string}}";
        assertThat(check(set, "[a, b]")).isEmpty();
        assertThat(check(set, "[a, b, a]")).containsExactly("spec[2]: \"a\" is there already");
    }

    @Test
    void aNumberThatNobodyCanKeepIsNamed() {
        for (String type : List.of("{type: integer}", "{x-kubernetes-int-or-string: true}")) {
            assertThat(check(type, "9223372036854775807")).isEmpty();
            assertThat(check(type, "9223372036854775808"))
                    .containsExactly("spec: 9223372036854775808 is more than any number that can be kept");
        }
        assertThat(check("{type: integer, maximum: 1000000000}", "9".repeat(60)))
                .containsExactly("spec: " + "9".repeat(37) + "... is more than any number that can be kept");
    }

    @Test
    void aFractionOfNothingIsAWholeNumberAsItIsToKubectl() {
        assertThat(check("{type: integer}", "2.0")).isEmpty();
        assertThat(check("{type: integer}", "1e3")).isEmpty();
        assertThat(check("{type: integer}", "2.5")).containsExactly("spec: a whole number expected, not 2.5");
        assertThat(check("{type: integer}", "1e300")).containsExactly("spec: a whole number expected, not 1.0E300");
    }

    @Test
    void truthIsNoTextAndATextIsNoTruth() {
        assertThat(check("{type: boolean}", "yes")).isEmpty();
        assertThat(check("{type: boolean}", "\"true\"")).containsExactly("spec: true or false expected, not \"true\"");
        assertThat(check("{type: string}", "on")).containsExactly("spec: a text expected, not true; put it in quotes");
    }
}
