package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What one runner saw, or what several saw together, in the seconds {@code first} to {@code last} after its start. A request
 * counts in the second in which it ended, and as offered in the one in which it was due.
 *
 * @param peakUsers users at work at once on one runner, at most: an upper bound, of its event loops together
 */
public record Interval(
        int first,
        int last,
        List<RequestSeries> requests,
        List<IterationSeries> iterations,
        GeneratorHealth health,
        List<GroupSeries> groups,
        List<MetricSeries> metrics,
        Integer peakUsers) {

    private static final Comparator<RequestSeries> REQUEST_ORDER = Comparator.comparing(RequestSeries::key);
    private static final Comparator<IterationSeries> ITERATION_ORDER =
            Comparator.comparing(IterationSeries::phase).thenComparing(IterationSeries::scenario);

    @JsonCreator
    public Interval {
        Objects.requireNonNull(health, "health is null");
        groups = groups == null ? List.of() : ordered(groups, GroupSeries.ORDER, GroupSeries::plus);
        metrics = metrics == null ? List.of() : ordered(metrics, MetricSeries.ORDER, MetricSeries::plus);
        peakUsers = peakUsers == null ? 0 : peakUsers;
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a span of seconds: " + first + " to " + last);
        }
        requests = ordered(requests, REQUEST_ORDER, RequestSeries::plus);
        iterations = ordered(iterations, ITERATION_ORDER, IterationSeries::plus);
    }

    /** A span in which no group ended and no metric was recorded. */
    public Interval(
            int first,
            int last,
            List<RequestSeries> requests,
            List<IterationSeries> iterations,
            GeneratorHealth health) {
        this(first, last, requests, iterations, health, List.of(), List.of(), 0);
    }

    /** Both together: of the same runner one after the other, or of different runners. Commutative and associative. */
    public Interval plus(Interval other) {
        List<RequestSeries> both = merge(requests, other.requests, REQUEST_ORDER, RequestSeries::plus);
        if (both.size() > requests.size()) {
            // Where something begins, such as a phase, something else has ended.
            both.forEach(RequestSeries::settle);
        }
        return new Interval(
                Math.min(first, other.first),
                Math.max(last, other.last),
                both,
                merge(iterations, other.iterations, ITERATION_ORDER, IterationSeries::plus),
                health.plus(other.health),
                merge(groups, other.groups, GroupSeries.ORDER, GroupSeries::plus),
                merge(metrics, other.metrics, MetricSeries.ORDER, MetricSeries::plus),
                Math.max(peakUsers, other.peakUsers));
    }

    /** All of them together; nothing in second 0 where there are none. */
    public static Interval sum(Collection<Interval> intervals) {
        return intervals.stream()
                .reduce(Interval::plus)
                .orElseGet(() -> new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE));
    }

    /** In order, with those of one key together. */
    private static <V> List<V> ordered(List<V> series, Comparator<V> order, BinaryOperator<V> plus) {
        for (int i = 1; i < series.size(); i++) {
            if (order.compare(series.get(i - 1), series.get(i)) >= 0) {
                var sums = new TreeMap<V, V>(order);
                series.forEach(each -> sums.merge(each, each, plus));
                return List.copyOf(sums.values());
            }
        }
        return List.copyOf(series);
    }

    /** The same of two that are in order. */
    private static <V> List<V> merge(List<V> left, List<V> right, Comparator<V> order, BinaryOperator<V> plus) {
        var sums = new ArrayList<V>(left.size() + right.size());
        int at = 0;
        for (V each : left) {
            while (at < right.size() && order.compare(right.get(at), each) < 0) {
                sums.add(right.get(at++));
            }
            boolean both = at < right.size() && order.compare(right.get(at), each) == 0;
            sums.add(both ? plus.apply(each, right.get(at++)) : each);
        }
        sums.addAll(right.subList(at, right.size()));
        return sums;
    }

    /** Whether the same was counted, to the sample, whatever the health figures say. */
    public boolean countsEqual(Interval other) {
        return requests.equals(other.requests)
                && iterations.equals(other.iterations)
                && groups.equals(other.groups)
                && metrics.equals(other.metrics);
    }

    /** Requests of all keys together. */
    @JsonIgnore
    public Counts requestCounts() {
        return requests.stream().map(RequestSeries::counts).reduce(Counts.NONE, Counts::plus);
    }
}
