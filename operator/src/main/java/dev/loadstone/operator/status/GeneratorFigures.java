package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.GeneratorStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Saturation;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Timing;
import org.jspecify.annotations.Nullable;

/** How the generator itself did, as a status tells it. */
final class GeneratorFigures {
    private GeneratorFigures() {}

    /** Null before the first second was looked at. */
    static @Nullable GeneratorStatus of(Report report) {
        GeneratorHealth health = report.health();
        if (health.seconds() == 0) {
            return null;
        }
        return new GeneratorStatus(
                !Saturation.of(health),
                health.taints().keySet().stream().map(Words::pascal).toList(),
                1000 * health.taintedSeconds() / health.seconds(),
                report.results().timing(Timing.SCHEDULER_LAG).percentileMicros(99),
                health.busiestLoopPermille(),
                health.cpuMicros() / 1000,
                health.throttledMicros() / 1000,
                health.gcPauseMicros() / 1000);
    }
}
