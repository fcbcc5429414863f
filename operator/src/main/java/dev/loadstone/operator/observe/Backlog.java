package dev.loadstone.operator.observe;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many tests are in which phase, and whether runs get on, by the cache of tests. */
public record Backlog(Supplier<Stream<LoadTest>> tests, Clock clock) {
    private static final Set<RunPhase> STARTING = EnumSet.of(RunPhase.PLANNING, RunPhase.SCHEDULING, RunPhase.ARMING);

    /** How many tests are in this phase. */
    public long count(RunPhase phase) {
        return statuses().filter(status -> status.phase() == phase).count();
    }

    /** How long the run that has waited the longest for its start is being prepared; 0 where none is. */
    public long longestStartSeconds() {
        return longestSeconds(statuses()
                .filter(status -> status.phase() != null && STARTING.contains(status.phase()))
                .map(LoadTestStatus::run)
                .filter(Objects::nonNull)
                .map(RunStatus::createdAt));
    }

    /** How long the test that has been queued the longest has waited for its turn; 0 where none waits. */
    public long longestWaitSeconds() {
        return longestSeconds(tests.get()
                .filter(test -> test.getStatus() != null && test.getStatus().queue() != null)
                .filter(test -> !test.getSpec().suspend())
                .map(test -> test.getStatus().queue().since()));
    }

    private long longestSeconds(Stream<@Nullable String> instants) {
        Instant now = clock.instant();
        return instants.filter(Objects::nonNull)
                .mapToLong(each ->
                        Math.max(0, Duration.between(Instant.parse(each), now).toSeconds()))
                .max()
                .orElse(0);
    }

    /** Makes the gauges, which look at the cache when they are asked. */
    public void register(MeterRegistry registry) {
        for (RunPhase phase : RunPhase.values()) {
            Gauge.builder("loadstone.tests", this, each -> each.count(phase))
                    .description("LoadTests, by the phase that they are in")
                    .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("loadstone.runs.longest.start", this, Backlog::longestStartSeconds)
                .description("How long the run that has waited the longest for its start is being prepared")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder("loadstone.queue.longest.wait", this, Backlog::longestWaitSeconds)
                .description("How long the test that has been queued the longest has waited for its turn")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private Stream<LoadTestStatus> statuses() {
        return tests.get().map(LoadTest::getStatus).filter(Objects::nonNull);
    }
}
