package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The build makes the AOT cache of what this loads, and would only be slower with less. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TrainCommandTest {
    @Test
    void itsManifestIsSoundAndRuns() {
        var output = CommandOutput.of("train");
        assertThat(output.err()).isEmpty();
        assertThat(output.code()).isZero();
    }
}
