package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
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

    private static final Comparator<IterationSeries> ITERATION_ORDER =
            Comparator.comparing(IterationSeries::phase).thenComparing(IterationSeries::scenario);

    @JsonCreator
    public Interval {
        Objects.requireNonNull(health, "health is null");
        groups = groups == null ? List.of() : merge(groups, List.of(), GroupSeries.ORDER, GroupSeries::plus);
        metrics = metrics == null ? List.of() : merge(metrics, List.of(), MetricSeries.ORDER, MetricSeries::plus);
        peakUsers = peakUsers == null ? 0 : peakUsers;
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a span of seconds: " + first + " to " + last);
        }
        requests = merge(requests, List.of(), Comparator.comparing(RequestSeries::key), RequestSeries::plus);
        iterations = merge(iterations, List.of(), ITERATION_ORDER, IterationSeries::plus);
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
        return new Interval(
                Math.min(first, other.first),
                Math.max(last, other.last),
                merge(requests, other.requests, Comparator.comparing(RequestSeries::key), RequestSeries::plus),
                merge(iterations, other.iterations, ITERATION_ORDER, IterationSeries::plus),
                health.plus(other.health),
                merge(groups, other.groups, GroupSeries.ORDER, GroupSeries::plus),
                merge(metrics, other.metrics, MetricSeries.ORDER, MetricSeries::plus),
                Math.max(peakUsers, other.peakUsers));
    }

    /** In order, with those of one key together. */
    private static <V> List<V> merge(List<V> left, List<V> right, Comparator<V> order, BinaryOperator<V> plus) {
        var sums = new TreeMap<V, V>(order);
        left.forEach(each -> sums.merge(each, each, plus));
        right.forEach(each -> sums.merge(each, each, plus));
        return List.copyOf(sums.values());
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
