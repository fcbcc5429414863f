package dev.loadstone.operator.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.RunnerPart;
import dev.loadstone.operator.verdict.Finding;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The whole report of a run as machines read it. Field names are stable; a change that breaks a reader raises the
 * version.
 *
 * @param totals of all requests of the measured phases
 * @param requests the same by name, the most frequent first
 * @param series the same by phase, scenario and name, and those of the warm-up
 * @param leftOut what there was no room for, in words; empty in almost every report
 */
record ReportDocument(
        int version,
        Run run,
        Judgement verdict,
        List<Limit> thresholds,
        double measuredSeconds,
        Request totals,
        List<Request> requests,
        List<Series> series,
        List<IterationSeries> iterations,
        GeneratorHealth generator,
        List<Runner> runners,
        long startSkewMicros,
        List<String> leftOut) {
    static final int VERSION = 1;

    /** Which run of what. */
    record Run(
            String test,
            int number,
            String namespace,
            String name,
            long seed,
            int runners,
            String target,
            List<Phase> phases) {
        static Run of(RunPlan plan) {
            var target = plan.target();
            return new Run(
                    plan.run().test(),
                    plan.run().number(),
                    plan.namespace(),
                    plan.name(),
                    plan.seed(),
                    plan.runners(),
                    target.scheme() + "://" + target.authority() + target.basePath(),
                    plan.phases());
        }
    }

    /** How it ended. */
    record Judgement(String outcome, String reason, String message) {}

    /** A threshold and what came of it; limits and what was observed are in the unit. */
    record Limit(
            String name,
            String metric,
            @Nullable String stat,
            @Nullable String request,
            String unit,
            @Nullable Double max,
            @Nullable Double min,
            String severity,
            String result,
            double observed,
            long samples,
            long minSamples) {
        static Limit of(Finding finding) {
            var threshold = finding.threshold();
            Statistic stat = threshold.stat();
            String unit =
                    switch (threshold.metric()) {
                        case RESPONSE_TIME, SERVICE_TIME -> "microseconds";
                        case ERROR_RATE, CHECK_RATE -> "ratio";
                        case REQUEST_RATE -> "perSecond";
                        default -> "number";
                    };
            return new Limit(
                    threshold.name(),
                    threshold.metric().word(),
                    stat == null ? null : stat.word(),
                    threshold.request(),
                    unit,
                    threshold.max(),
                    threshold.min(),
                    threshold.fatal() ? "Fail" : "Warn",
                    JudgedThresholds.result(finding),
                    finding.observed(),
                    finding.samples(),
                    threshold.minSamples());
        }
    }

    /** Requests of one name, or all. */
    record Request(
            @Nullable String name,
            Counts counts,
            double ratePerSecond,
            Map<String, Long> errors,
            Map<String, CheckCount> checks,
            long bytesSent,
            long bytesReceived,
            Map<String, Times> timesMicros,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, LatencyHistogram> histogramsMicros) {
        static Request of(@Nullable String name, RequestSeries series, Report report, boolean histograms) {
            double seconds = report.measuredSeconds();
            return new Request(
                    name,
                    series.counts(),
                    seconds == 0 ? 0 : Math.round(series.counts().ended() / seconds * 1000) / 1000.0,
                    errorCounts(series),
                    series.checks(),
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
            Times responseTimeMicros) {
        static Series of(RequestSeries series) {
            return new Series(
                    series.key().phase(),
                    series.key().scenario(),
                    series.key().request(),
                    series.counts(),
                    errorCounts(series),
                    Times.of(series.timing(Timing.RESPONSE_TIME)));
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

    /** One runner. */
    record Runner(
            int index,
            String state,
            boolean finished,
            boolean agreed,
            int seconds,
            long startLateMicros,
            long roundTripMicros,
            String message) {
        static Runner of(RunnerPart part) {
            return new Runner(
                    part.runner(),
                    Words.pascal(part.state()),
                    part.isFinal(),
                    part.agreed(),
                    part.seconds(),
                    part.startLateMicros(),
                    part.roundTripMicros(),
                    part.message());
        }
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
