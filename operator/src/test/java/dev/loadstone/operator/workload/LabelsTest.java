package dev.loadstone.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    @ParameterizedTest
    @CsvSource({
        "team, false",
        "app.kubernetes.io/version, false",
        "app.kubernetes.io/managed-by, true",
        "loadstone.dev/run, true",
        "batch.kubernetes.io/job-completion-index, true",
        "container.apparmor.security.beta.kubernetes.io/runner, true",
        "seccomp.security.alpha.kubernetes.io/pod, true",
        "container.seccomp.security.alpha.kubernetes.io/runner, true"
    })
    void whatMarksARunnerAndWhatConfinesItIsNotTheSpecsToSet(String key, boolean reserved) {
        assertThat(Labels.isReserved(key)).isEqualTo(reserved);
    }
}
