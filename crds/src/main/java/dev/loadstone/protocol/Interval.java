package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What one runner saw, or what several saw together, in the seconds {@code first} to {@code last} after its start. A request
 * counts in the second in which it ended, and as offered in the one in which it was due.
 */
public record Interval(
        int first, int last, List<RequestSeries> requests, List<IterationSeries> iterations, GeneratorHealth health) {

    private static final Comparator<IterationSeries> ITERATION_ORDER =
            Comparator.comparing(IterationSeries::phase).thenComparing(IterationSeries::scenario);

    public Interval {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a span of seconds: " + first + " to " + last);
        }
        requests = requests.stream()
                .sorted(Comparator.comparing(RequestSeries::key))
                .toList();
        iterations = iterations.stream().sorted(ITERATION_ORDER).toList();
    }

    /** Both together: of the same runner one after the other, or of different runners. Commutative and associative. */
    public Interval plus(Interval other) {
        return new Interval(
                Math.min(first, other.first),
                Math.max(last, other.last),
                merge(requests, other.requests, RequestSeries::key, RequestSeries::plus),
                merge(
                        iterations,
                        other.iterations,
                        each -> each.phase() + "\0" + each.scenario(),
                        IterationSeries::plus),
                health.plus(other.health));
    }

    private static <K extends Comparable<K>, V> List<V> merge(
            List<V> left, List<V> right, Function<V, K> key, BinaryOperator<V> plus) {
        var sums = new TreeMap<K, V>();
        left.forEach(each -> sums.merge(key.apply(each), each, plus));
        right.forEach(each -> sums.merge(key.apply(each), each, plus));
        return List.copyOf(sums.values());
    }

    /** Whether the same was counted, to the sample, whatever the health figures say. */
    public boolean countsEqual(Interval other) {
        return requests.equals(other.requests) && iterations.equals(other.iterations);
    }

    /** Requests of all keys together. */
    @JsonIgnore
    public Counts requestCounts() {
        return requests.stream().map(RequestSeries::counts).reduce(Counts.NONE, Counts::plus);
    }
}
