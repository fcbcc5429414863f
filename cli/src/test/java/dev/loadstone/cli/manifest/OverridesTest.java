package dev.loadstone.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private static final String TARGET = "http://127.0.0.1:8080";

    private final JsonNode spec = YamlDocuments.read("""
            target: {url: "http://shop"}
            variables:
              - {name: value, value: old}
              - {name: values, values: [old, older]}
              - {name: from, valueFrom: {secretKeyRef: {name: s, key: k}}}
              - {name: other, value: kept}
            """).getFirst();

    @Test
    void theTargetTakesThePlaceOfAUrl() {
        assertThat(new Overrides(TARGET, Map.of()).applyTo(spec)).isEmpty();
        assertThat(spec.get("target")).hasToString("{\"url\":\"" + TARGET + "\"}");
    }

    @Test
    void theTargetTakesThePlaceOfAServiceAndLeavesTheRest() {
        JsonNode service = YamlDocuments.read("target: {service: {name: shop, port: 80}, timeouts: {connect: 1s}}")
                .getFirst();
        assertThat(new Overrides(TARGET, Map.of()).applyTo(service)).isEmpty();
        assertThat(service.get("target")).hasToString("{\"timeouts\":{\"connect\":\"1s\"},\"url\":\"" + TARGET + "\"}");
    }

    @Test
    void aValueTakesThePlaceOfWhateverWasThere() {
        var overrides = new Overrides(null, Map.of("value", "a", "values", "b", "from", "c"));
        assertThat(overrides.applyTo(spec)).isEmpty();
        assertThat(spec.get("variables")).hasToString("""
                [{"name":"value","value":"a"},{"name":"values","value":"b"},\
                {"name":"from","value":"c"},{"name":"other","value":"kept"}]""");
    }

    @Test
    void aNameThatNoVariableHas() {
        assertThat(new Overrides(null, Map.of("othr", "x")).applyTo(spec))
                .containsExactly(
                        new Problem("--set othr", "no variable of the manifest has this name; did you mean other?"));
        assertThat(new Overrides(null, Map.of("region", "x")).applyTo(spec))
                .containsExactly(new Problem(
                        "--set region",
                        "no variable of the manifest has this name; there are: value, values, from, other"));
    }

    @Test
    void aSpecThatHasNothingToOverrideIsLeftToTheSchema() {
        JsonNode text = YamlDocuments.read("spec: text").getFirst().get("spec");
        assertThat(new Overrides(TARGET, Map.of()).applyTo(text)).isEmpty();
        assertThat(SchemaCheck.check(text, Schema.ofSpec()))
                .singleElement()
                .asString()
                .startsWith("spec: fields expected");
    }

    @Test
    void aComplaintAboutTheTargetNamesTheOption() {
        var complaint = new Problem("spec.target.url", "is wrong");
        assertThat(List.of(
                        new Overrides(TARGET, Map.of())
                                .inTheUsersWords(complaint)
                                .path(),
                        Overrides.NONE.inTheUsersWords(complaint).path()))
                .containsExactly("--target", "spec.target.url");
    }
}
