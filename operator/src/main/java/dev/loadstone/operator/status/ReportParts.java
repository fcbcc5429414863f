package dev.loadstone.operator.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.measure.Selection;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a report document says of what was measured. */
final class ReportParts {
    private static final int MOST_TEXTS = 50;

    private ReportParts() {}

    /** Requests of one name, or all. */
    record Request(
            @Nullable String name,
            Counts counts,
            double ratePerSecond,
            Map<String, Long> errors,
            Map<String, CheckCount> checks,
            long redirects,
            long bytesSent,
            long bytesReceived,
            Map<String, Times> timesMicros,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, LatencyHistogram> histogramsMicros) {
        static Request of(@Nullable String name, RequestSeries series, Report report, boolean histograms) {
            return new Request(
                    name,
                    series.counts(),
                    rate(series.counts(), report.measuredSeconds()),
                    errorCounts(series),
                    series.checks(),
                    series.redirects(),
                    series.bytesSent(),
                    series.bytesReceived(),
                    byTiming(series, Times::of),
                    histograms ? byTiming(series, Function.identity()) : Map.of());
        }
    }

    /** Requests of one name in one phase and scenario. */
    record Series(
            String phase,
            String scenario,
            String request,
            Counts counts,
            Map<String, Long> errors,
            Map<String, CheckCount> checks,
            long redirects,
            Times responseTimeMicros,
            Times serviceTimeMicros) {
        static Series of(RequestSeries series) {
            return new Series(
                    series.key().phase(),
                    series.key().scenario(),
                    series.key().request(),
                    series.counts(),
                    errorCounts(series),
                    series.checks(),
                    series.redirects(),
                    Times.of(series.timing(Timing.RESPONSE_TIME)),
                    Times.of(series.timing(Timing.SERVICE_TIME)));
        }
    }

    /** A measured phase. */
    record Phase(String name, double measuredSeconds, Counts requests, double ratePerSecond, Times responseTimeMicros) {
        static Phase of(String name, Report report) {
            Results results = report.results().select(Selection.ofPhase(name));
            double seconds = report.measuredSeconds(name);
            return new Phase(
                    name,
                    seconds,
                    results.counts(),
                    rate(results.counts(), seconds),
                    Times.of(results.timing(Timing.RESPONSE_TIME)));
        }
    }

    /** Iterations of one scenario in one phase; of errors the most frequent. */
    record Iterations(String phase, String scenario, Counts counts, Map<String, Long> errors, Times timeMicros) {
        static Iterations of(IterationSeries series) {
            var errors = new TreeMap<String, Long>();
            series.errors().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(each -> errors.merge(
                            errors.size() < MOST_TEXTS ? each.getKey() : MeasuredResults.OTHER,
                            each.getValue(),
                            Math::addExact));
            return new Iterations(series.phase(), series.scenario(), series.counts(), errors, Times.of(series.time()));
        }
    }

    /** Groups of one name, in one phase and scenario where they are named. */
    record Group(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String phase,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String scenario,
            String group,
            long completed,
            long failed,
            Times timeMicros) {
        static Group of(GroupSeries series) {
            return new Group(
                    series.phase(),
                    series.scenario(),
                    series.group(),
                    series.completed(),
                    series.failed(),
                    Times.of(series.time()));
        }
    }

    /** A metric of the test's own, in one phase and scenario where they are named; null where its kind has no such figure. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Metric(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String phase,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String scenario,
            String metric,
            String kind,
            long samples,
            @Nullable Long passed,
            @Nullable Double sum,
            @Nullable Double last,
            @Nullable Double min,
            @Nullable Double mean,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double max) {
        static Metric of(MetricSeries series) {
            boolean rate = series.kind() == MetricKind.RATE;
            boolean any = series.samples() > 0 && !rate;
            LatencyHistogram values = series.distribution();
            boolean distributed = values.count() > 0;
            return new Metric(
                    series.phase(),
                    series.scenario(),
                    series.metric(),
                    Words.pascal(series.kind()),
                    series.samples(),
                    rate ? series.passed() : null,
                    rate ? null : series.sum() / 1000.0,
                    series.kind() == MetricKind.GAUGE && any ? series.last() / 1000.0 : null,
                    any ? series.min() / 1000.0 : null,
                    any ? Math.round((double) series.sum() / series.samples()) / 1000.0 : null,
                    distributed ? values.percentileMicros(50) / 1000.0 : null,
                    distributed ? values.percentileMicros(95) / 1000.0 : null,
                    distributed ? values.percentileMicros(99) / 1000.0 : null,
                    any ? series.max() / 1000.0 : null);
        }
    }

    /** Figures of a distribution. */
    record Times(
            long count,
            long min,
            long mean,
            long p50,
            long p75,
            long p90,
            long p95,
            long p99,
            long p999,
            long p9999,
            long max) {
        static Times of(LatencyHistogram times) {
            return new Times(
                    times.count(),
                    times.minMicros(),
                    times.meanMicros(),
                    times.percentileMicros(50),
                    times.percentileMicros(75),
                    times.percentileMicros(90),
                    times.percentileMicros(95),
                    times.percentileMicros(99),
                    times.percentileMicros(99.9),
                    times.percentileMicros(99.99),
                    times.maxMicros());
        }
    }

    private static double rate(Counts counts, double seconds) {
        return seconds == 0 ? 0 : Math.round(counts.ended() / seconds * 1000) / 1000.0;
    }

    private static Map<String, Long> errorCounts(RequestSeries series) {
        var counts = new TreeMap<String, Long>();
        series.errors().forEach((error, count) -> counts.put(error.toString(), count));
        return counts;
    }

    private static <T> Map<String, T> byTiming(RequestSeries series, Function<LatencyHistogram, T> figure) {
        var figures = new TreeMap<String, T>();
        series.timings().forEach((timing, times) -> figures.put(Words.camel(timing), figure.apply(times)));
        return figures;
    }
}
