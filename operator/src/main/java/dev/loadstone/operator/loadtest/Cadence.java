package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When progress is written and when to look again: often at first, and seldom in a long run. */
final class Cadence {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofSeconds(15);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);

    private Cadence() {}

    /** When the progress that this status shows is too old; each time after about twice the time, up to a hundredth of the run. */
    static Instant nextProgress(@Nullable LoadTestStatus shown, RunPlan plan, Instant start) {
        long seconds =
                shown == null || shown.progress() == null ? 0 : shown.progress().elapsedSeconds();
        Duration elapsed = Duration.ofSeconds(Math.max(0, seconds));
        Duration rest = clamp(Duration.ofMillis(plan.durationMillis() / 100), SHORTEST_REST, LONGEST_REST);
        return start.plus(elapsed).plus(clamp(elapsed, FIRST, rest));
    }

    /** How long until the earliest of these that is not over. */
    static Duration until(Instant now, Instant... instants) {
        return Stream.of(instants)
                .filter(each -> !each.isBefore(now))
                .map(each -> Duration.between(now, each))
                .map(each -> clamp(each, SHORTEST_LOOK, LONGEST_REST))
                .min(Duration::compareTo)
                .orElse(LONGEST_REST);
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        Duration atLeast = value.compareTo(least) < 0 ? least : value;
        return atLeast.compareTo(most) > 0 ? most : atLeast;
    }
}
