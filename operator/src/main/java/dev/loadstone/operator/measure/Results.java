package dev.loadstone.operator.measure;

import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What happened to requests, iterations, groups and the test's own metrics, apart by phase, scenario and name. */
public record Results(
        List<RequestSeries> requests,
        List<IterationSeries> iterations,
        List<GroupSeries> groups,
        List<MetricSeries> metrics) {
    /** Nothing happened. */
    public static final Results NONE = new Results(List.of(), List.of(), List.of(), List.of());

    public Results {
        requests = List.copyOf(requests);
        iterations = List.copyOf(iterations);
        groups = List.copyOf(groups);
        metrics = List.copyOf(metrics);
    }

    /** What an interval tells of the phases whose names pass. */
    public static Results of(Interval interval, Predicate<String> phases) {
        return new Results(
                where(interval.requests(), each -> phases.test(each.key().phase())),
                where(interval.iterations(), each -> phases.test(each.phase())),
                where(interval.groups(), each -> phases.test(each.phase())),
                where(interval.metrics(), each -> phases.test(each.phase())));
    }

    /** The part that is selected; checks are not apart, and stay. */
    public Results select(Selection selection) {
        return selection.equals(Selection.ALL)
                ? this
                : new Results(
                        where(requests, selection::takes),
                        where(iterations, selection::takes),
                        where(groups, selection::takes),
                        where(metrics, selection::takes));
    }

    private static <T> List<T> where(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }

    /** What became of all requests. */
    public Counts counts() {
        return requests.stream().map(RequestSeries::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** What became of all iterations. */
    public Counts iterationCounts() {
        return iterations.stream().map(IterationSeries::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** The histogram of this stretch over all requests. */
    public LatencyHistogram timing(Timing timing) {
        return merged(requests, each -> each.timing(timing));
    }

    /** The times of completed iterations. */
    public LatencyHistogram iterationTime() {
        return merged(iterations, IterationSeries::time);
    }

    /** The times of completed groups. */
    public LatencyHistogram groupTime() {
        return merged(groups, GroupSeries::time);
    }

    private static <T> LatencyHistogram merged(List<T> series, Function<T, LatencyHistogram> histogram) {
        return LatencyHistogram.sum(series.stream().map(histogram).toList());
    }

    /** Failed requests by class. */
    public SortedMap<ErrorClass, Long> errors() {
        return summed(requests, RequestSeries::errors);
    }

    /** What kept iterations from going on that was no request's failure, in words. */
    public SortedMap<String, Long> iterationErrors() {
        return summed(iterations, IterationSeries::errors);
    }

    private static <T, K> SortedMap<K, Long> summed(List<T> series, Function<T, Map<K, Long>> counts) {
        var sums = new TreeMap<K, Long>();
        series.forEach(each -> counts.apply(each).forEach((key, count) -> sums.merge(key, count, Math::addExact)));
        return Collections.unmodifiableSortedMap(sums);
    }

    /** Checks by name. */
    public SortedMap<String, CheckCount> checks() {
        var sums = new TreeMap<String, CheckCount>();
        requests.forEach(each -> each.checks().forEach((check, count) -> sums.merge(check, count, CheckCount::plus)));
        return Collections.unmodifiableSortedMap(sums);
    }

    /** All checks together. */
    public CheckCount checkTotal() {
        return checkTotal(Selection.ALL);
    }

    /** Those checks together whose names are selected. */
    public CheckCount checkTotal(Selection selection) {
        return checks().entrySet().stream()
                .filter(each -> selection.takesCheck(each.getKey()))
                .map(Map.Entry::getValue)
                .reduce(new CheckCount(0, 0), CheckCount::plus);
    }

    public long bytesSent() {
        return requests.stream().mapToLong(RequestSeries::bytesSent).reduce(0, Math::addExact);
    }

    public long bytesReceived() {
        return requests.stream().mapToLong(RequestSeries::bytesReceived).reduce(0, Math::addExact);
    }

    /** Redirects that were followed. */
    public long redirects() {
        return requests.stream().mapToLong(RequestSeries::redirects).reduce(0, Math::addExact);
    }

    /** Whether everything that was due is accounted for. */
    public boolean balanced() {
        return requests.stream().allMatch(each -> each.counts().balanced())
                && iterations.stream().allMatch(each -> each.counts().balanced());
    }
}
