package dev.loadstone.operator.measure;

import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Timing;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the figure of one threshold is made of, over some span: it adds up over runners and over time.
 *
 * @param times where the metric is a distribution of times
 * @param part of what is counted, those that make the figure; of apdex those that failed before a timeout
 * @param whole all that is counted
 * @param users at work at once
 * @param custom where the metric is the test's own
 */
public record Tally(
        LatencyHistogram times,
        long part,
        long whole,
        long users,
        @Nullable MetricSeries custom) {
    /** Nothing. */
    public static final Tally NONE = new Tally(LatencyHistogram.EMPTY, 0, 0, 0, null);

    public Tally {
        Objects.requireNonNull(times, "times is null");
    }

    /** Of results of the measured phases. */
    public static Tally of(Threshold threshold, Results measured, long users) {
        Selection selection = Selection.of(threshold);
        Results results = measured.select(selection);
        return switch (threshold.metric()) {
            case RESPONSE_TIME -> times(results.timing(Timing.RESPONSE_TIME));
            case SERVICE_TIME -> times(results.timing(Timing.SERVICE_TIME));
            case TIME_TO_FIRST_BYTE -> times(results.timing(Timing.TIME_TO_FIRST_BYTE));
            case CONNECT_TIME -> times(results.timing(Timing.CONNECT_TIME));
            case ITERATION_TIME -> times(results.iterationTime());
            case GROUP_TIME -> times(results.groupTime());
            case ERROR_RATE, REQUEST_RATE -> {
                Counts counts = results.counts();
                yield counts(counts.failed(), counts.ended());
            }
            case APDEX -> new Tally(results.timing(Timing.RESPONSE_TIME), failedInTime(results), 0, 0, null);
            case CHECK_RATE -> {
                CheckCount checks = results.checkTotal(selection);
                yield counts(checks.passed(), checks.passed() + checks.failed());
            }
            case ARRIVALS_KEPT -> {
                Counts counts = results.iterationCounts();
                yield counts(Math.max(0, counts.offered() - counts.dropped()), counts.offered());
            }
            case IN_FLIGHT -> new Tally(LatencyHistogram.EMPTY, 0, 0, users, null);
            case CUSTOM ->
                new Tally(
                        LatencyHistogram.EMPTY,
                        0,
                        0,
                        0,
                        ByName.metrics(results.metrics()).get(threshold.custom()));
        };
    }

    private static Tally times(LatencyHistogram times) {
        return new Tally(times, 0, 0, 0, null);
    }

    /** A timeout is slow as it is. */
    private static long failedInTime(Results results) {
        return results.errors().entrySet().stream()
                .filter(each -> each.getKey().kind() != ErrorClass.Kind.TIMEOUT)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Tally counts(long part, long whole) {
        return new Tally(LatencyHistogram.EMPTY, part, whole, 0, null);
    }

    /** Both together, of different runners at the same time. */
    Tally beside(Tally other) {
        return plus(other, users + other.users);
    }

    /** Both together, of the same runners one after the other. */
    Tally then(Tally other) {
        return plus(other, Math.max(users, other.users));
    }

    private Tally plus(Tally other, long users) {
        MetricSeries left = custom;
        MetricSeries right = other.custom;
        return new Tally(
                times.plus(other.times),
                Math.addExact(part, other.part),
                Math.addExact(whole, other.whole),
                users,
                left == null ? right : right == null ? left : left.plus(right));
    }

    /** The threshold's figure, over so many seconds. */
    public Reading reading(Threshold threshold, double seconds) {
        return switch (threshold.metric()) {
            case RESPONSE_TIME, SERVICE_TIME, TIME_TO_FIRST_BYTE, CONNECT_TIME, ITERATION_TIME, GROUP_TIME ->
                new Reading(Objects.requireNonNull(threshold.stat()).ofMicros(times), times.count());
            case ERROR_RATE, CHECK_RATE, ARRIVALS_KEPT ->
                whole == 0 ? Reading.NONE : new Reading((double) part / whole, whole);
            case REQUEST_RATE -> seconds == 0 ? Reading.NONE : new Reading(whole / seconds, whole);
            case IN_FLIGHT -> new Reading(users, (long) seconds);
            case APDEX -> apdex(threshold.satisfiedMicros());
            case CUSTOM -> custom == null ? Reading.NONE : custom(custom, threshold.stat());
        };
    }

    /**
     * Who gets an error is frustrated, however fast it came. Their times are not told apart from those of the others, so they are
     * taken off the satisfied first, and then off the tolerating: the score is never too good.
     */
    private Reading apdex(long satisfiedMicros) {
        long slow = times.countAboveMicros(satisfiedMicros);
        long frustrated = times.countAboveMicros(4 * satisfiedMicros);
        long satisfied = times.count() - slow - part;
        long tolerating = slow - frustrated + Math.min(0, satisfied);
        double score = Math.max(0, satisfied) + Math.max(0, tolerating) / 2.0;
        return times.count() == 0 ? Reading.NONE : new Reading(score / times.count(), times.count());
    }

    private static Reading custom(MetricSeries series, @Nullable Statistic stat) {
        if (series.samples() == 0) {
            return Reading.NONE;
        }
        double value =
                switch (series.kind()) {
                    case COUNTER -> series.sum() / 1000.0;
                    case RATE -> (double) series.passed() / series.samples();
                    case GAUGE -> gauge(series, stat);
                    case HISTOGRAM ->
                        (stat == null ? new Statistic.Mean() : stat).ofMicros(series.distribution()) / 1000.0;
                };
        return new Reading(value, series.samples());
    }

    private static double gauge(MetricSeries series, @Nullable Statistic stat) {
        return switch (stat) {
            case Statistic.Min _ -> series.min() / 1000.0;
            case Statistic.Max _ -> series.max() / 1000.0;
            case Statistic.Mean _ -> (double) series.sum() / series.samples() / 1000.0;
            case Statistic.Percentile _ -> series.last() / 1000.0;
            case null -> series.last() / 1000.0;
        };
    }
}
