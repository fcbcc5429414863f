package dev.loadstone.operator.observe;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts runs by how they ended, and why. */
final class RunMeters {
    private final MeterRegistry registry;
    private final Counter missed;
    private final Map<Outcome, Counter> runs = new EnumMap<>(Outcome.class);

    RunMeters(MeterRegistry registry) {
        this.registry = registry;
        this.missed = Counter.builder("loadstone.starts.missed")
                .description("Times of schedules that passed without a run")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            runs.put(
                    outcome,
                    Counter.builder("loadstone.runs")
                            .description("Runs that ended, by verdict")
                            .tag("verdict", label(outcome))
                            .register(registry));
        }
    }

    /** Takes note of a time of a schedule that passed without a run. */
    void missed() {
        missed.increment();
    }

    /** Takes note of a status that tells of a run's end. */
    void ended(LoadTestStatus status) {
        Outcome verdict = status.verdict();
        if (verdict == null) {
            return;
        }
        runs.get(verdict).increment();
        // Reasons are a closed list. A series for each pair of the two would be hundreds that stay at zero.
        Counter.builder("loadstone.run.reasons")
                .description("Runs that ended, by verdict and reason, since the first of the kind")
                .tag("verdict", label(verdict))
                .tag("reason", String.valueOf(status.reason()))
                .register(registry)
                .increment();
    }

    private static String label(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
