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
        assertThat(new Overrides(TARGET, Map.of(), Map.of()).applyTo(spec)).isEmpty();
        assertThat(spec.get("target")).hasToString("{\"url\":\"" + TARGET + "\"}");
    }

    @Test
    void theTargetTakesThePlaceOfAServiceAndLeavesTheRest() {
        JsonNode service = YamlDocuments.read("target: {service: {name: shop, port: 80}, timeouts: {connect: 1s}}")
                .getFirst();
        assertThat(new Overrides(TARGET, Map.of(), Map.of()).applyTo(service)).isEmpty();
        assertThat(service.get("target")).hasToString("{\"timeouts\":{\"connect\":\"1s\"},\"url\":\"" + TARGET + "\"}");
    }

    @Test
    void aValueTakesThePlaceOfWhateverWasThere() {
        var overrides = new Overrides(null, Map.of(), Map.of("value", "a", "values", "b", "from", "c"));
        assertThat(overrides.applyTo(spec)).isEmpty();
        assertThat(spec.get("variables")).hasToString("""
                [{"name":"value","value":"a"},{"name":"values","value":"b"},\
                {"name":"from","value":"c"},{"name":"other","value":"kept"}]""");
    }

    @Test
    void aNameThatNoVariableHas() {
        assertThat(new Overrides(null, Map.of(), Map.of("othr", "x")).applyTo(spec))
                .containsExactly(
                        new Problem("--set othr", "no variable of the manifest has this name; did you mean other?"));
        assertThat(new Overrides(null, Map.of(), Map.of("region", "x")).applyTo(spec))
                .containsExactly(new Problem(
                        "--set region",
                        "no variable of the manifest has this name; there are: value, values, from, other"));
    }

    @Test
    void aSpecThatHasNothingToOverrideIsLeftToTheSchema() {
        JsonNode text = YamlDocuments.read("spec: text").getFirst().get("spec");
        assertThat(new Overrides(TARGET, Map.of(), Map.of()).applyTo(text)).isEmpty();
        assertThat(SchemaCheck.of(text, Schema.ofSpec()).problems())
                .singleElement()
                .asString()
                .startsWith("spec: fields expected");
    }

    @Test
    void targetsHaveTheirNames() {
        JsonNode several = YamlDocuments.read("""
                target: {name: shop, url: "https://shop", tls: {insecureSkipVerify: true}}
                targets: [{name: auth, service: {name: auth}}, {name: cdn, url: "http://cdn"}]
                """).getFirst();
        var overrides = new Overrides(null, Map.of("shop", TARGET, "auth", "https://localhost"), Map.of());
        assertThat(overrides.applyTo(several)).isEmpty();
        assertThat(several).hasToString("""
                {"target":{"name":"shop","url":"http://127.0.0.1:8080"},\
                "targets":[{"name":"auth","url":"https://localhost"},{"name":"cdn","url":"http://cdn"}]}""");
        assertThat(new Overrides(null, Map.of("chop", TARGET), Map.of()).applyTo(several))
                .containsExactly(
                        new Problem("--target chop", "no target of the manifest has this name; did you mean shop?"));
    }

    @Test
    void aComplaintAboutATargetNamesTheOption() {
        JsonNode several = YamlDocuments.read(
                        "{target: {url: x}, targets: [{name: auth, url: x}, {name: cdn, url: x}]}")
                .getFirst();
        var overrides = new Overrides(TARGET, Map.of("cdn", TARGET), Map.of());
        assertThat(List.of("spec.target.url", "spec.targets[0].url", "spec.targets[1].url"))
                .extracting(path -> overrides
                        .inTheUsersWords(new Problem(path, "is wrong"), several)
                        .path())
                .containsExactly("--target", "spec.targets[0].url", "--target cdn");
    }
}
