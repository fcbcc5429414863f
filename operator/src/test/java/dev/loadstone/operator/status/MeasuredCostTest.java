package dev.loadstone.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredCostTest {
    private static LoadTestStatus status(long requests, long rate, long cpuMillis) {
        return Serialization.unmarshal("""
                results: {completed: %d, failed: 1000, ratePerSecond: %d}
                generator: {cpuMillis: %d}
                """.formatted(requests - 1000, rate, cpuMillis), LoadTestStatus.class);
    }

    @Test
    void aRequestCostsItsShareOfTheCpuTime() {
        assertThat(MeasuredCost.of(status(200_000, 1000, 5000))).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({"9999, 1000, 5000", "200000, 199, 5000", "200000, 1000, 0"})
    void aRunOfLittleLoadTellsNothing(long requests, long rate, long cpuMillis) {
        assertThat(MeasuredCost.of(status(requests, rate, cpuMillis))).isNull();
    }

    @Test
    void aStatusWithoutResultsKeepsWhatTheLastOneTold() {
        LoadTestStatus waits =
                Serialization.unmarshal("phase: Queued\nrunners: {requestCpuNanos: 25000}", LoadTestStatus.class);
        assertThat(MeasuredCost.of(waits)).isEqualTo(25);
        assertThat(MeasuredCost.nanos(status(200_000, 1000, 5000))).isEqualTo(25_000);
    }

    @Test
    void aFirstRunHasNoneBefore() {
        assertThat(MeasuredCost.of(null)).isNull();
    }
}
