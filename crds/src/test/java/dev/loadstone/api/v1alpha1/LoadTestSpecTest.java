package dev.loadstone.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test that is changed in one thing is the same in all others. */
class LoadTestSpecTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LoadTestSpec everything = read();

    @Test
    void anotherTarget() {
        LoadTestSpec changed = everything.withTarget(everything.target().at("http://127.0.0.1:8080"));
        assertThat(changed.target().url()).isEqualTo("http://127.0.0.1:8080");
        assertThat(without(changed.target(), "url")).isEqualTo(without(everything.target(), "url"));
        assertThat(without(changed, "target")).isEqualTo(without(everything, "target"));
    }

    @Test
    void aUrlTakesThePlaceOfAService() {
        TargetSpec service = everything.targets().getFirst();
        assertThat(service.service()).isNotNull();
        assertThat(service.at("http://127.0.0.1:8080").service()).isNull();
    }

    @Test
    void otherVariables() {
        LoadTestSpec changed = everything.withVariables(List.of());
        assertThat(changed.variables()).isEmpty();
        assertThat(without(changed, "variables")).isEqualTo(without(everything, "variables"));
    }

    @Test
    void otherRunners() {
        LoadTestSpec changed = everything.withRunners(RunnersSpec.of(3));
        assertThat(changed.runners().count()).isEqualTo(3);
        assertThat(changed.runners().auto()).isNull();
        assertThat(without(changed, "runners")).isEqualTo(without(everything, "runners"));
    }

    @Test
    void suspended() {
        LoadTestSpec changed = everything.suspended(true);
        assertThat(changed.suspend()).isTrue();
        assertThat(without(changed, "suspend")).isEqualTo(without(everything, "suspend"));
    }

    @Test
    void runnersAreOneUnlessSaidOtherwise() throws JsonProcessingException {
        assertThat(MAPPER.readValue("{}", RunnersSpec.class)).isEqualTo(RunnersSpec.of(1));
        assertThat(MAPPER.readValue("{\"auto\": {}}", RunnersSpec.class).count())
                .isNull();
    }

    private static JsonNode without(Object record, String field) {
        return MAPPER.<ObjectNode>valueToTree(record).without(field);
    }

    private static LoadTestSpec read() {
        try {
            return Manifests.YAML
                    .treeToValue(Manifests.valid().get("valid-everything.yaml"), LoadTest.class)
                    .getSpec();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
