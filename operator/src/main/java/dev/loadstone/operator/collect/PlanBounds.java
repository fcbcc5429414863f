package dev.loadstone.operator.collect;

import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Timing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a runner of a plan can have to tell. What is beyond it is refused when it comes, so that no sum over hundreds of runners
 * overflows, and no names pile up that the plan does not have.
 */
final class PlanBounds {
    /** In one runner's total: the sum over as many runners as a test may have is far below the end of a long. */
    private static final long MOST_COUNTED = 1L << 40;

    private static final long MOST_MICROS_OR_BYTES = 1L << 52;
    private static final int MOST_USERS = 10_000_000;
    private static final int MOST_CHECKS = 2000;
    private static final int MOST_CHECK_CHARS = 1 << 20;
    private static final int LONGEST_BOOT = 100;
    private static final int LONGEST_MESSAGE = 64 << 10;
    /** A run may start late, and its last responses are waited for. */
    private static final long SLACK_MILLIS = 3_600_000;

    private final long lastSecond;
    private final Set<String> phases;
    private final Map<String, Set<String>> requestsByScenario;

    PlanBounds(RunPlan plan) {
        this.lastSecond = (plan.durationMillis() + plan.gracefulStopMillis() + SLACK_MILLIS) / 1000;
        this.phases = plan.phases().stream().map(Phase::name).collect(Collectors.toUnmodifiableSet());
        this.requestsByScenario =
                plan.scenarios().stream().collect(Collectors.toUnmodifiableMap(Scenario::name, PlanBounds::requests));
    }

    private static Set<String> requests(Scenario scenario) {
        var names = new HashSet<String>();
        scenario.steps().forEach(step -> {
            if (step instanceof HttpStep http) {
                names.add(http.name());
            }
        });
        return Set.copyOf(names);
    }

    /** @throws IllegalArgumentException where the report itself is beyond the bounds */
    void check(RunnerReport report) {
        require(report.boot().length() <= LONGEST_BOOT, "a boot name of so many characters");
        require(report.message().length() <= LONGEST_MESSAGE, "a message of so many characters");
        require(report.activeUsers() <= MOST_USERS, "so many users");
        ClockReading clock = report.clock();
        if (clock != null) {
            within(clock.roundTripMicros(), MOST_MICROS_OR_BYTES, "a round trip of so long");
            within(clock.startLateMicros(), MOST_MICROS_OR_BYTES, "a start so late");
        }
    }

    /** @throws IllegalArgumentException where what a runner has told in all is beyond the bounds */
    void check(@Nullable Interval total) {
        if (total == null) {
            return;
        }
        require(total.last() <= lastSecond, "a second " + total.last());
        total.requests().forEach(this::checkNames);
        total.iterations().forEach(this::checkNames);
        checkCounts(total.requests(), RequestSeries::counts);
        checkCounts(total.iterations(), IterationSeries::counts);
        within(sum(total.requests(), RequestSeries::bytesSent), MOST_MICROS_OR_BYTES, "so many bytes");
        within(sum(total.requests(), RequestSeries::bytesReceived), MOST_MICROS_OR_BYTES, "so many bytes");
        for (Timing timing : Timing.values()) {
            within(sum(total.requests(), each -> each.timing(timing).count()), MOST_COUNTED, "so many samples");
            within(
                    sum(total.requests(), each -> each.timing(timing).sumMicros()),
                    MOST_MICROS_OR_BYTES,
                    "samples of so long");
        }
        check(total.health());
    }

    private void checkNames(RequestSeries series) {
        RequestKey key = series.key();
        Set<String> requests = requestsByScenario.getOrDefault(key.scenario(), Set.of());
        require(phases.contains(key.phase()) && requests.contains(key.request()), "such a request");
        require(series.checks().size() <= MOST_CHECKS, "so many checks");
        within(sum(series.checks().keySet(), String::length), MOST_CHECK_CHARS, "check names of so many characters");
        within(sum(series.checks().values(), each -> each.passed()), MOST_COUNTED, "checks so often");
        within(sum(series.checks().values(), each -> each.failed()), MOST_COUNTED, "checks so often");
    }

    private void checkNames(IterationSeries series) {
        require(
                phases.contains(series.phase()) && requestsByScenario.containsKey(series.scenario()),
                "such an iteration");
    }

    private static <T> void checkCounts(List<T> series, Function<T, Counts> counts) {
        within(sum(series, each -> counts.apply(each).offered()), MOST_COUNTED, "so much offered");
        within(sum(series, each -> counts.apply(each).completed()), MOST_COUNTED, "so much completed");
        within(sum(series, each -> counts.apply(each).failed()), MOST_COUNTED, "so much failed");
        within(sum(series, each -> counts.apply(each).dropped()), MOST_COUNTED, "so much dropped");
        within(sum(series, each -> counts.apply(each).incomplete()), MOST_COUNTED, "so much incomplete");
    }

    private static void check(GeneratorHealth health) {
        within(health.seconds(), MOST_COUNTED, "so many seconds");
        health.taints().values().forEach(each -> within(each, MOST_COUNTED, "so many seconds"));
        within(health.cpuMicros(), MOST_MICROS_OR_BYTES, "so much CPU time");
        within(health.busiestLoopPermille(), MOST_COUNTED, "so busy a loop");
        within(health.runQueueMicros(), MOST_MICROS_OR_BYTES, "so long a wait for a core");
        within(health.throttledMicros(), MOST_MICROS_OR_BYTES, "so long a throttling");
        within(health.gcPauseMicros(), MOST_MICROS_OR_BYTES, "such pauses");
    }

    private static <T> long sum(Iterable<T> values, ToLongFunction<T> figure) {
        long sum = 0;
        for (T value : values) {
            sum = Math.addExact(sum, figure.applyAsLong(value));
        }
        return sum;
    }

    private static void within(long value, long most, String what) {
        require(0 <= value && value <= most, what);
    }

    private static void require(boolean possible, String what) {
        if (!possible) {
            throw new IllegalArgumentException("no runner of this plan has " + what);
        }
    }
}
