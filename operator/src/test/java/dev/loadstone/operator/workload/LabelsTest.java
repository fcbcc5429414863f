package dev.loadstone.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    private static final String UID = "3f0f6a52-1111-4222-8333-444455556666";

    private static Pod pod(String uid, String run) {
        return new PodBuilder()
                .withNewMetadata()
                .withLabels(Map.of(Labels.TEST_UID, uid, Labels.RUN, run))
                .endMetadata()
                .build();
    }

    @Test
    void anObjectTellsItsRun() {
        assertThat(Labels.run(pod(UID, "7"))).hasValue(new RunId(UID, 7));
    }

    @ParameterizedTest
    @CsvSource({"a.b, 1", "a_b, 1", "'', 1", "a, 0", "a, x", "a, 10000000000"})
    void whatCanBeNoRunIsNone(String uid, String run) {
        assertThat(Labels.run(pod(uid, run))).isEmpty();
        assertThat(Labels.run(new PodBuilder().withNewMetadata().endMetadata().build()))
                .isEmpty();
    }
}
