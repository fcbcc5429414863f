package dev.loadstone.operator.report;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Timing;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A run of 10 s warm-up and 90 s of load with the requests search and order, to judge. */
public final class SampleRun {
    public static final GeneratorHealth SOUND =
            new GeneratorHealth(100, 0, Map.of(), 30_000_000, 310, 20_000, 0, 12_000);

    private SampleRun() {}

    /** @param thresholds lines of YAML, as under {@code spec.thresholds} */
    public static RunPlan plan(int runners, String... thresholds) {
        var lines = new StringBuilder("""
                metadata: {name: checkout}
                spec:
                  target: {url: "http://shop:8080"}
                  scenarios:
                    - name: shopper
                      steps:
                        - http: {name: search, path: /search, checks: [{status: "200"}]}
                        - http: {name: order, path: /order}
                  load:
                    phases:
                      - {name: warm-up, duration: 10s, warmup: true, closed: {users: 5}}
                      - {name: steady, duration: 1m, closed: {users: 50}}
                      - {name: peak, duration: 30s, open: {rate: 100}}
                  thresholds:
                """);
        Arrays.stream(thresholds)
                .forEach(each -> lines.append("    - ").append(each).append('\n'));
        if (thresholds.length == 0) {
            lines.append("    []\n");
        }
        lines.append("  runners: {count: ").append(runners).append("}\n");
        LoadTest test = new KubernetesSerialization().unmarshal(lines.toString(), LoadTest.class);
        return switch (Planner.plan(test.getSpec(), "shop", "checkout", new RunId("3f0f6a52-1111", 7), 4711)) {
            case PlanResult.Planned(RunPlan plan, var _) -> plan;
            case PlanResult.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    /** Requests that took so long each; those that failed are among them. */
    public static RequestSeries series(String phase, String request, Map<ErrorClass, Long> errors, long... micros) {
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        var times = LatencyHistogram.ofMicros(micros);
        return new RequestSeries(
                new RequestKey(phase, "shopper", request),
                new Counts(micros.length, micros.length - failed, failed, 0, 0),
                Map.of(Timing.RESPONSE_TIME, times, Timing.SERVICE_TIME, times),
                errors,
                Map.of("status 200", new CheckCount(micros.length - failed, failed)),
                100L * micros.length,
                1000L * micros.length);
    }

    /** So many times the same. */
    public static long[] times(int count, long micros) {
        long[] times = new long[count];
        Arrays.fill(times, micros);
        return times;
    }

    /** The last word of a runner that has done all 100 seconds. */
    public static RunnerJournal done(int runner, GeneratorHealth health, RequestSeries... series) {
        return journal(runner, State.DONE, 100, health, series);
    }

    public static RunnerJournal journal(
            int runner, State state, int seconds, GeneratorHealth health, RequestSeries... series) {
        Counts counts = Arrays.stream(series).map(RequestSeries::counts).reduce(Counts.NONE, Counts::plus);
        var total = new Interval(
                0, seconds - 1, List.of(series), List.of(new IterationSeries("steady", "shopper", counts)), health);
        return new RunnerJournal(
                runner,
                "boot-" + runner,
                9,
                state,
                10,
                seconds - 1,
                false,
                total,
                true,
                new ClockReading(5, 2_000, 300L * runner),
                "");
    }
}
