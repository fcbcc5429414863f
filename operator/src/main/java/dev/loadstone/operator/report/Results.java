package dev.loadstone.operator.report;

import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to requests and iterations, merged over runners, apart by phase, scenario and request name. */
public record Results(List<RequestSeries> requests, List<IterationSeries> iterations) {
    /** Nothing happened. */
    public static final Results NONE = new Results(List.of(), List.of());

    public Results {
        requests = List.copyOf(requests);
        iterations = List.copyOf(iterations);
    }

    /** What an interval tells of the phases whose names pass. */
    static Results of(Interval interval, Predicate<String> phases) {
        return new Results(
                interval.requests().stream()
                        .filter(each -> phases.test(each.key().phase()))
                        .toList(),
                interval.iterations().stream()
                        .filter(each -> phases.test(each.phase()))
                        .toList());
    }

    /** What became of all requests. */
    public Counts counts() {
        return requests.stream().map(RequestSeries::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** What became of the requests of this name; of all where it is null. */
    public Counts counts(@Nullable String request) {
        return named(request).map(RequestSeries::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** The histogram of this stretch over all requests. */
    public LatencyHistogram timing(Timing timing) {
        return timing(timing, null);
    }

    /** The histogram of this stretch over the requests of this name; over all where it is null. */
    public LatencyHistogram timing(Timing timing, @Nullable String request) {
        return named(request).map(each -> each.timing(timing)).reduce(LatencyHistogram.EMPTY, LatencyHistogram::plus);
    }

    /** Failed requests of this name by class; of all where it is null. */
    public SortedMap<ErrorClass, Long> errors(@Nullable String request) {
        var sums = new TreeMap<ErrorClass, Long>();
        named(request)
                .forEach(each -> each.errors().forEach((error, count) -> sums.merge(error, count, Math::addExact)));
        return Collections.unmodifiableSortedMap(sums);
    }

    /** Checks of the requests of this name, by the check's name; of all where it is null. */
    public SortedMap<String, CheckCount> checks(@Nullable String request) {
        var sums = new TreeMap<String, CheckCount>();
        named(request)
                .forEach(each -> each.checks().forEach((check, count) -> sums.merge(check, count, CheckCount::plus)));
        return Collections.unmodifiableSortedMap(sums);
    }

    /** All checks of the requests of this name together; of all where it is null. */
    public CheckCount checkTotal(@Nullable String request) {
        return checks(request).values().stream().reduce(new CheckCount(0, 0), CheckCount::plus);
    }

    public long bytesSent() {
        return requests.stream().mapToLong(RequestSeries::bytesSent).reduce(0, Math::addExact);
    }

    public long bytesReceived() {
        return requests.stream().mapToLong(RequestSeries::bytesReceived).reduce(0, Math::addExact);
    }

    /** Requests by name, over all phases and scenarios; the key of each series is its name alone. */
    public SortedMap<String, RequestSeries> byRequest() {
        var sums = new TreeMap<String, RequestSeries>();
        for (RequestSeries each : requests) {
            sums.merge(each.key().request(), named(each), RequestSeries::plus);
        }
        return Collections.unmodifiableSortedMap(sums);
    }

    /** Whether everything that was due is accounted for. */
    public boolean balanced() {
        return requests.stream().allMatch(each -> each.counts().balanced())
                && iterations.stream().allMatch(each -> each.counts().balanced());
    }

    private Stream<RequestSeries> named(@Nullable String request) {
        return requests.stream()
                .filter(each -> request == null || each.key().request().equals(request));
    }

    private static RequestSeries named(RequestSeries series) {
        return new RequestSeries(
                new RequestKey("", "", series.key().request()),
                series.counts(),
                series.timings(),
                series.errors(),
                series.checks(),
                series.bytesSent(),
                series.bytesReceived());
    }
}
