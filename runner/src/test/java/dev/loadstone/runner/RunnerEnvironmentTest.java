package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerEnvironmentTest {
    private static RunnerEnvironment of(String... more) {
        var variables = new HashMap<>(Map.of("LOADSTONE_OPERATOR_URL", "https://operator:8443"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return RunnerEnvironment.of(variables);
    }

    @Test
    void theIndexOfARunnerCountsFromTheFirstOfItsPart() {
        assertThat(of().index()).isZero();
        assertThat(of("JOB_COMPLETION_INDEX", "2").index()).isEqualTo(2);
        assertThat(of("JOB_COMPLETION_INDEX", "2", "LOADSTONE_RUNNER_OFFSET", "5")
                        .index())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"JOB_COMPLETION_INDEX", "LOADSTONE_RUNNER_OFFSET"})
    void whatIsNoNumberIsNamed(String variable) {
        assertThatThrownBy(() -> of(variable, "x")).hasMessage(variable + " is not a number: x");
    }
}
