package dev.loadstone.cli.console;

import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.RunnerPart;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import dev.loadstone.protocol.Threshold.Window;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A run of ten seconds, made by hand. */
final class Reports {
    static final GeneratorHealth SOUND = new GeneratorHealth(10, 0, Map.of(), 2_200_000, 200, 0, 0, 0);
    static final GeneratorHealth STRAINED = new GeneratorHealth(
            10, 4, Map.of(Taint.SCHEDULER_LAG, 4L, Taint.GC_PAUSE, 1L), 9_000_000, 990, 0, 0, 900_000);

    private Reports() {}

    static Phase phase(String name, long start, long millis, boolean warmup, LoadShape load) {
        return new Phase(name, start, millis, warmup, load);
    }

    static LoadShape.Open open(long from, long rate, long perMillis) {
        return new LoadShape.Open(from, rate, perMillis, LoadShape.Arrivals.UNIFORM, 100, false);
    }

    static RunPlan plan(Phase... phases) {
        return plan(
                List.of(
                        threshold("p95", Metric.RESPONSE_TIME, null, 300_000.0, null, true, 1),
                        threshold("errors of order", Metric.ERROR_RATE, "order", 0.001, null, true, 1),
                        threshold("rate", Metric.REQUEST_RATE, null, null, 1000.0, false, 1),
                        threshold("p99 of login", Metric.RESPONSE_TIME, "login", 1_000_000.0, null, true, 100)),
                phases);
    }

    private static RunPlan plan(List<Threshold> thresholds, Phase... phases) {
        var target = new Target("http", "127.0.0.1", 8080, "", 1000, 1000);
        return new RunPlan(
                RunPlan.VERSION,
                new RunId("local", 1),
                "local",
                "checkout",
                4711,
                1,
                target,
                List.of(),
                List.of(new Scenario("buyer", 1, List.of(new ThinkStep(100, 200)))),
                List.of(phases),
                thresholds,
                5000);
    }

    static RunPlan plan() {
        return plan(
                phase("warm-up", 0, 2000, true, new LoadShape.Closed(5, 5)),
                phase("steady", 2000, 8000, false, new LoadShape.Closed(10, 10)));
    }

    private static Threshold threshold(
            String name,
            Metric metric,
            @Nullable String request,
            @Nullable Double max,
            @Nullable Double min,
            boolean fatal,
            long samples) {
        return new Threshold(
                name,
                metric,
                metric.isTime() ? Statistic.parse("p95") : null,
                request,
                max,
                min,
                samples,
                fatal,
                false);
    }

    private static Threshold of(
            String name,
            Metric metric,
            @Nullable Double max,
            @Nullable Double min,
            @Nullable String custom,
            @Nullable Window window) {
        return new Threshold(
                name,
                metric,
                null,
                null,
                max,
                min,
                1,
                true,
                false,
                custom,
                null,
                null,
                null,
                null,
                window,
                Threshold.NoData.INCONCLUSIVE,
                0L);
    }

    /** Nothing was heard of any runner. */
    static Report nothing(RunPlan plan) {
        return new Report(plan, List.of(), Results.NONE, Results.NONE, GeneratorHealth.NONE, 0, Map.of(), Set.of());
    }

    /** A hundred orders from 1 to 100 ms, 3 of them failed; a login. */
    static Report report(RunPlan plan, GeneratorHealth health) {
        RequestSeries order = new RequestSeries(
                new RequestKey("steady", "buyer", "order"),
                new Counts(1101, 1097, 3, 0, 1),
                Map.of(Timing.RESPONSE_TIME, times(1100, 100), Timing.SCHEDULER_LAG, LatencyHistogram.ofMicros(90)),
                Map.of(ErrorClass.ofStatus(503), 1L, ErrorClass.of(ErrorClass.Kind.CONNECT), 2L),
                Map.of("stock", new CheckCount(1098, 2), "total", new CheckCount(1100, 0)),
                1000,
                2000);
        RequestSeries login = new RequestSeries(
                new RequestKey("steady", "buyer", "login"),
                new Counts(1, 1, 0, 0, 0),
                Map.of(Timing.RESPONSE_TIME, times(1, 1)),
                Map.of(),
                Map.of(),
                10,
                20);
        var results = new Results(
                List.of(order, login),
                List.of(new IterationSeries("steady", "buyer", new Counts(12, 9, 0, 2, 1))),
                List.of(),
                List.of());
        return new Report(plan, List.of(runner()), results, Results.NONE, health, 10, Map.of(), Set.of());
    }

    /** Closed load from 0 to 4 s, arrivals from 2 to 10 s; groups, metrics, redirects, iterations that failed, a window. */
    static Report rich() {
        RunPlan plan = plan(
                List.of(
                        of("sold", Metric.CUSTOM, null, 100.0, "sold", null),
                        of("errors", Metric.ERROR_RATE, 0.1, null, null, new Window(5000, 0))),
                phase("base", 0, 4000, false, new LoadShape.Closed(3, 3)),
                phase("peak", 2000, 8000, false, open(10, 10, 1000)));
        var results = new Results(
                List.of(request("base", 10, 0), request("peak", 80, 2)),
                List.of(
                        new IterationSeries(
                                "base",
                                "buyer",
                                new Counts(12, 7, 3, 2, 0),
                                times(7, 7),
                                Map.of("no such key: sku", 2L)),
                        new IterationSeries("peak", "buyer", new Counts(81, 80, 0, 1, 0))),
                List.of(new GroupSeries("base", "buyer", "checkout", 7, 1, times(7, 7))),
                List.of(
                        metric("sold", MetricKind.COUNTER, 0),
                        metric("hit", MetricKind.RATE, 15),
                        metric("stock", MetricKind.GAUGE, 0),
                        metric("basket", MetricKind.HISTOGRAM, 0)));
        return new Report(plan, List.of(runner()), results, Results.NONE, SOUND, 10, Map.of(), Set.of());
    }

    private static RequestSeries request(String phase, int count, int failed) {
        return new RequestSeries(
                new RequestKey(phase, "buyer", "order"),
                new Counts(count, count - failed, failed, 0, 0),
                Map.of(Timing.RESPONSE_TIME, times(count, 10)),
                failed == 0 ? Map.of() : Map.of(ErrorClass.of(ErrorClass.Kind.REDIRECT), (long) failed),
                Map.of(),
                10,
                20,
                (long) count);
    }

    /** Of twenty values: 1 to 20, one after the other; of a rate as many true ones. */
    private static MetricSeries metric(String name, MetricKind kind, long passed) {
        boolean rate = kind == MetricKind.RATE;
        return new MetricSeries(
                "base",
                "buyer",
                name,
                kind,
                20,
                passed,
                rate ? 0 : 210_000,
                rate ? 0 : 1000,
                rate ? 0 : 20_000,
                rate ? 0 : 20_000,
                3,
                kind == MetricKind.HISTOGRAM ? times(20, 20) : LatencyHistogram.EMPTY);
    }

    /** So many times, going round from 1 ms to this many. */
    private static LatencyHistogram times(int count, int most) {
        return LatencyHistogram.ofMicros(
                LongStream.range(0, count).map(each -> 1000 * (1 + each % most)).toArray());
    }

    private static RunnerPart runner() {
        return new RunnerPart(0, State.DONE, true, true, 1, 10, 0, 0, "");
    }
}
