package dev.loadstone.operator.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeFindingTest {
    private static LoadTestStatus status(String verdict, String reason, int offered) {
        return Serialization.unmarshal("""
                {"verdict": "%s", "reason": "%s", "message": "So it was.", "results": {"offered": %d}}
                """.formatted(verdict, reason, offered), LoadTestStatus.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Passed, AllThresholdsHeld, 60, 60, true",
        "Inconclusive, GeneratorSaturated, 60, 60, true",
        "Inconclusive, RunnerLost, 60, 60, false",
        "Failed, ThresholdsFailed, 60, 60, false",
        "Passed, AllThresholdsHeld, 60, 59, false",
        "Passed, AllThresholdsHeld, 0, 0, false"
    })
    void passesOnlyWithAVerdictAndTheRightCount(String verdict, String reason, int told, int arrived, boolean works) {
        SmokeFinding finding = SmokeFinding.of(status(verdict, reason, told), arrived);
        assertThat(finding.works()).as(finding.sentence()).isEqualTo(works);
        assertThat(finding.sentence()).contains(arrived + " requests arrived").contains("So it was.");
    }

    @Test
    void aRunWithoutResultsDoesNotPass() {
        LoadTestStatus status = Serialization.unmarshal(
                "{\"verdict\": \"Error\", \"reason\": \"ImagePullFailed\", \"message\": \"No image.\"}",
                LoadTestStatus.class);
        assertThat(SmokeFinding.of(status, 0).works()).isFalse();
        assertThat(SmokeFinding.of(status, 0).sentence()).contains("No image.");
    }
}
