package dev.loadstone.operator.collect;

import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Detail;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.Reduction;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerSummary;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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
    /** Of one scenario in one phase; runners have a smaller limit of their own. */
    private static final int MOST_ERRORS = 50;

    private static final int LONGEST_ERROR = 1000;
    private static final int LONGEST_BOOT = 100;
    private static final int LONGEST_MESSAGE = 64 << 10;
    /** A run may start late, and its last responses are waited for. */
    private static final long SLACK_MILLIS = 3_600_000;

    private final long lastSecond;
    private final PlanNames names;

    PlanBounds(RunPlan plan) {
        this.lastSecond = (plan.durationMillis() + plan.gracefulStopMillis() + SLACK_MILLIS) / 1000;
        this.names = new PlanNames(plan);
    }

    /** @throws IllegalArgumentException where the report itself is beyond the bounds */
    void check(RunnerReport report) {
        require(report.activeUsers() <= MOST_USERS, "so many users");
        check(report.boot(), report.message(), report.clock());
    }

    /** @throws IllegalArgumentException where what a runner left is beyond the bounds */
    void check(RunnerSummary left) {
        check(left.boot(), left.message(), left.clock());
        check(left.total(), left.reduction().detail() != Detail.TOTALS);
    }

    private static void check(String boot, String message, @Nullable ClockReading clock) {
        require(boot.length() <= LONGEST_BOOT, "a boot name of so many characters");
        require(message.length() <= LONGEST_MESSAGE, "a message of so many characters");
        if (clock != null) {
            within(clock.roundTripMicros(), MOST_MICROS_OR_BYTES, "a round trip of so long");
            within(clock.startLateMicros(), MOST_MICROS_OR_BYTES, "a start so late");
        }
    }

    /** @throws IllegalArgumentException where what a runner has told in all is beyond the bounds */
    void check(@Nullable Interval total) {
        if (total != null) {
            check(total, true);
        }
    }

    /**
     * The same.
     *
     * @param named false where requests and iterations are not told apart by name
     */
    void check(Interval total, boolean named) {
        require(total.last() <= lastSecond, "a second " + total.last());
        require(total.peakUsers() >= 0 && total.peakUsers() <= MOST_USERS, "so many users");
        checkRequests(total.requests(), named);
        checkIterations(total.iterations(), named);
        checkGroups(total.groups());
        checkMetrics(total.metrics());
        check(total.health());
    }

    private void checkRequests(List<RequestSeries> requests, boolean named) {
        requests.forEach(each -> {
            require(named ? names.has(each.key()) : each.key().equals(Reduction.NAMELESS), "such a request");
            checkChecks(each);
        });
        checkCounts(requests, RequestSeries::counts);
        within(sum(requests, RequestSeries::bytesSent), MOST_MICROS_OR_BYTES, "so many bytes");
        within(sum(requests, RequestSeries::bytesReceived), MOST_MICROS_OR_BYTES, "so many bytes");
        within(sum(requests, RequestSeries::redirects), MOST_COUNTED, "so many redirects");
        for (Timing timing : Timing.values()) {
            checkTimes(requests, each -> each.timing(timing));
        }
    }

    private static void checkChecks(RequestSeries series) {
        require(series.checks().size() <= MOST_CHECKS, "so many checks");
        within(sum(series.checks().keySet(), String::length), MOST_CHECK_CHARS, "check names of so many characters");
        within(sum(series.checks().values(), each -> each.passed()), MOST_COUNTED, "checks so often");
        within(sum(series.checks().values(), each -> each.failed()), MOST_COUNTED, "checks so often");
    }

    private void checkIterations(List<IterationSeries> iterations, boolean named) {
        for (IterationSeries each : iterations) {
            boolean known =
                    named ? names.has(each.phase(), each.scenario()) : (each.phase() + each.scenario()).isEmpty();
            require(known, "such an iteration");
            require(each.errors().size() <= MOST_ERRORS, "so many errors of iterations");
            require(
                    each.errors().keySet().stream().allMatch(text -> text.length() <= LONGEST_ERROR),
                    "an error of so many characters");
            within(sum(each.errors().values(), count -> count), MOST_COUNTED, "errors so often");
        }
        checkCounts(iterations, IterationSeries::counts);
        checkTimes(iterations, IterationSeries::time);
    }

    private void checkGroups(List<GroupSeries> groups) {
        groups.forEach(each -> require(names.has(each), "such a group"));
        within(sum(groups, GroupSeries::completed), MOST_COUNTED, "so many groups");
        within(sum(groups, GroupSeries::failed), MOST_COUNTED, "so many groups");
        checkTimes(groups, GroupSeries::time);
    }

    private void checkMetrics(List<MetricSeries> metrics) {
        for (MetricSeries each : metrics) {
            require(names.has(each), "such a metric");
            require(each.lastSecond() <= lastSecond, "a second " + each.lastSecond());
            require(
                    each.distribution().count() == (each.kind() == MetricKind.HISTOGRAM ? each.samples() : 0),
                    "such a distribution of values");
            size(each.min(), "a value so small");
            size(each.max(), "a value so large");
            size(each.last(), "such a value");
            size(each.sum(), "values so large");
        }
        within(sum(metrics, MetricSeries::samples), MOST_COUNTED, "so many values");
        within(sum(metrics, each -> Math.abs(each.sum())), MOST_MICROS_OR_BYTES, "values so large");
        checkTimes(metrics, MetricSeries::distribution);
    }

    private static void size(long value, String what) {
        require(-MOST_MICROS_OR_BYTES <= value && value <= MOST_MICROS_OR_BYTES, what);
    }

    private static <T> void checkTimes(List<T> series, Function<T, LatencyHistogram> times) {
        within(sum(series, each -> times.apply(each).count()), MOST_COUNTED, "so many samples");
        within(sum(series, each -> times.apply(each).sumMicros()), MOST_MICROS_OR_BYTES, "samples of so long");
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
