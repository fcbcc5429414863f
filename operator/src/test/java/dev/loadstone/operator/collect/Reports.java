package dev.loadstone.operator.collect;

import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Lenience;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Reports, intervals and plans to test with. */
final class Reports {
    static final RunId RUN = new RunId("3f0f6a52-1111-4222-8333-444455556666", 2);

    private Reports() {}

    static RunPlan plan(RunId run, int runners) {
        return plan(run, runners, List.of());
    }

    /** Users that get two pages, and in a group a third. */
    static RunPlan plan(RunId run, int runners, List<Threshold> thresholds) {
        var load = new LoadShape.Open(10, 10, 1000, LoadShape.Arrivals.UNIFORM, 100, false);
        return new RunPlan(
                RunPlan.VERSION,
                run,
                "shop",
                "catalogue",
                1,
                runners,
                new Target("http", "shop", 80, "", 1000, 1000),
                List.of(),
                List.of(new Scenario(
                        "browse", 1, List.of(get("/"), get("/items"), new GroupStep("all", "flow", false)))),
                List.of(new Phase("steady", 0, 60_000, false, load)),
                thresholds,
                1000,
                List.of(),
                List.of(),
                List.of(),
                List.of(new Flow(
                        "flow",
                        List.of(
                                get("/flow"),
                                new MetricStep("sold", MetricKind.COUNTER, "1"),
                                new MetricStep("basket", MetricKind.HISTOGRAM, "2")))),
                null,
                null,
                Lenience.NONE);
    }

    private static Step get(String path) {
        return new HttpStep("GET " + path, "GET", Template.text(path), List.of(), null, List.of(), List.of());
    }

    static RunnerReport armed(int runner, long sequence) {
        return report(runner, sequence, State.ARMED, List.of(), null);
    }

    static RunnerReport running(int runner, long sequence, Interval... intervals) {
        return report(runner, sequence, State.RUNNING, List.of(intervals), null);
    }

    static RunnerReport report(
            int runner, long sequence, State state, List<Interval> intervals, @Nullable Interval total) {
        return new RunnerReport(
                1,
                RUN,
                runner,
                "boot-" + runner,
                sequence,
                state,
                0,
                intervals,
                total,
                new ClockReading(0, 100, 0),
                "");
    }

    /** What one second may look like, with some failed requests. */
    static Interval second(int second, Random random) {
        int ended = random.nextInt(1, 30);
        int failed = random.nextInt(ended);
        long[] micros = random.longs(ended, 100, 2_000_000).toArray();
        var series = new RequestSeries(
                new RequestKey("steady", "browse", random.nextBoolean() ? "GET /" : "GET /items"),
                new Counts(ended, ended - failed, failed, 0, 0),
                Map.of(Timing.RESPONSE_TIME, LatencyHistogram.ofMicros(micros)),
                failed == 0 ? Map.of() : Map.of(ErrorClass.ofStatus(503), (long) failed),
                Map.of("body", new CheckCount(ended - failed, failed)),
                ended * 80L,
                ended * 900L);
        var iterations = new IterationSeries("steady", "browse", series.counts());
        return new Interval(second, second, List.of(series), List.of(iterations), GeneratorHealth.NONE);
    }
}
