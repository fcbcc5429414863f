package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.IterationsStatus;
import dev.loadstone.api.v1alpha1.RequestStatus;
import dev.loadstone.api.v1alpha1.ResultsStatus;
import dev.loadstone.api.v1alpha1.ResultsStatus.Source;
import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.RunnerPart;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was measured, as a status tells it: the requests with the most samples by name, the rest as {@code other}. */
final class MeasuredResults {
    private static final int SHOWN_CLASSES = 8;
    private static final int SHOWN_CLASSES_OF_REQUEST = 3;
    static final String OTHER = "other";

    private MeasuredResults() {}

    static ResultsStatus of(Report report, boolean live, Room room) {
        Results results = report.results();
        Counts counts = results.counts();
        CheckCount checks = results.checkTotal();
        return new ResultsStatus(
                report.runners().stream().anyMatch(RunnerPart::summarized) ? Source.TERMINATION_MESSAGE : null,
                counts.offered(),
                counts.completed(),
                counts.failed(),
                counts.dropped(),
                counts.incomplete(),
                Math.round(live ? report.liveRatePerSecond() : report.ratePerSecond()),
                counts.ended() == 0 ? 0 : Math.round(1e6 * counts.failed() / counts.ended()),
                errors(results.errors(), SHOWN_CLASSES),
                TimesFigures.of(results.timing(Timing.RESPONSE_TIME)),
                TimesFigures.of(results.timing(Timing.SERVICE_TIME)),
                checks.passed(),
                checks.failed(),
                results.redirects(),
                results.bytesSent(),
                results.bytesReceived(),
                iterations(results),
                requests(results, room),
                MeasuredGroups.of(results, room),
                MeasuredMetrics.of(results, room),
                MeasuredPhases.of(report, live, room));
    }

    private static IterationsStatus iterations(Results results) {
        Counts counts = results.iterationCounts();
        return new IterationsStatus(
                counts.offered(),
                counts.completed(),
                counts.failed(),
                counts.dropped(),
                counts.incomplete(),
                TimesFigures.of(results.iterationTime()));
    }

    private static List<RequestStatus> requests(Results results, Room room) {
        List<RequestSeries> byCount = ByName.requests(results.requests()).values().stream()
                .sorted(Comparator.<RequestSeries>comparingLong(
                                each -> -each.counts().offered())
                        .thenComparing(RequestSeries::key))
                .toList();
        var statuses = new ArrayList<RequestStatus>();
        byCount.stream()
                .limit(room.requests())
                .map(each -> request(room.name(each.key().request()), each))
                .forEach(statuses::add);
        byCount.stream()
                .skip(room.requests())
                .reduce(RequestSeries::plus)
                .map(rest -> request(OTHER, rest))
                .ifPresent(statuses::add);
        return statuses;
    }

    private static RequestStatus request(String name, RequestSeries series) {
        CheckCount checks = series.checks().values().stream().reduce(new CheckCount(0, 0), CheckCount::plus);
        return new RequestStatus(
                name,
                series.counts().ended(),
                series.counts().failed(),
                errors(series.errors(), SHOWN_CLASSES_OF_REQUEST),
                TimesFigures.of(series.timing(Timing.RESPONSE_TIME)),
                checks.passed(),
                checks.failed());
    }

    private static Map<String, Long> errors(Map<ErrorClass, Long> errors, int shown) {
        Stream<Map.Entry<ErrorClass, Long>> byCount = errors.entrySet().stream()
                .sorted(Map.Entry.<ErrorClass, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
        var kept = new TreeMap<String, Long>();
        byCount.forEach(each ->
                kept.merge(kept.size() < shown ? each.getKey().toString() : OTHER, each.getValue(), Math::addExact));
        return kept;
    }
}
