package dev.loadstone.operator.measure;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
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
import java.util.stream.LongStream;

/**
 * A run with everything that thresholds may be about: 10 s of warm-up, a minute of {@code steady} and half a minute of {@code peak};
 * scenarios {@code shopper} (search, then order in the group purchase) and {@code visitor} (search), and in peak alone
 * {@code guest} (search).
 */
public final class Mall {
    public static final GeneratorHealth SOUND = new GeneratorHealth(100, 0, Map.of(), 30_000_000, 310, 0, 0, 0);

    private Mall() {}

    /** @param thresholds lines of YAML, as under {@code spec.thresholds} */
    public static RunPlan plan(int runners, String... thresholds) {
        var lines = new StringBuilder("""
                metadata: {name: mall}
                spec:
                  target: {url: "http://shop:8080"}
                  flows:
                    - name: checkout
                      steps:
                        - http: {name: order, path: /order, checks: [{name: fast, maxResponseTime: 1s}, {name: paid, bodyContains: ok}]}
                        - metric: {name: revenue, counter: "2"}
                        - metric: {name: stock, gauge: "3"}
                        - metric: {name: member, rate: "true"}
                        - metric: {name: items, histogram: "4"}
                  scenarios:
                    - name: shopper
                      steps:
                        - http: {name: search, path: /search}
                        - group: {name: purchase, flow: checkout}
                    - name: visitor
                      steps:
                        - http: {name: search, path: /search}
                    - name: guest
                      steps:
                        - http: {name: search, path: /search}
                  load:
                    phases:
                      - {name: warm-up, duration: 10s, warmup: true, scenarios: [shopper, visitor], closed: {users: 5}}
                      - {name: steady, duration: 1m, scenarios: [shopper, visitor], closed: {users: 50}}
                      - {name: peak, duration: 30s, open: {rate: 100}}
                  thresholds:
                """);
        Arrays.stream(thresholds)
                .forEach(each -> lines.append("    - ").append(each).append('\n'));
        lines.append(thresholds.length == 0 ? "    []\n" : "");
        lines.append("  runners: {count: ").append(runners).append("}\n");
        LoadTest test = new KubernetesSerialization().unmarshal(lines.toString(), LoadTest.class);
        return switch (Planner.plan(test.getSpec(), "shop", "mall", new RunId("3f0f6a52-1111", 7), 4711)) {
            case PlanResult.Planned planned -> planned.plan();
            case PlanResult.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    /** A report of one runner that has told all of it. */
    public static Report report(Interval total, String... thresholds) {
        return Report.merge(plan(1, thresholds), List.of(journal(0, total)));
    }

    public static RunnerJournal journal(int runner, Interval total) {
        return new RunnerJournal(
                runner, "boot", 9, State.DONE, 0, total.last(), false, total, true, new ClockReading(0, 100, 0), "");
    }

    /** All hundred seconds, in which this happened. */
    public static Interval total(
            List<RequestSeries> requests,
            List<IterationSeries> iterations,
            List<GroupSeries> groups,
            List<MetricSeries> metrics,
            int peakUsers) {
        return new Interval(0, 99, requests, iterations, SOUND, groups, metrics, peakUsers);
    }

    /** Requests that took so long each, some of which failed; {@code fast} failed for so many, and {@code paid} for the failed. */
    public static RequestSeries requests(
            String phase, String scenario, String name, long failed, long late, LongStream millis) {
        long[] micros = millis.map(each -> each * 1000).toArray();
        var times = LatencyHistogram.ofMicros(micros);
        var halves = LatencyHistogram.ofMicros(
                Arrays.stream(micros).map(each -> each / 2).toArray());
        return new RequestSeries(
                new RequestKey(phase, scenario, name),
                new Counts(micros.length, micros.length - failed, failed, 0, 0),
                Map.of(
                        Timing.RESPONSE_TIME,
                        times,
                        Timing.SERVICE_TIME,
                        times,
                        Timing.TIME_TO_FIRST_BYTE,
                        halves,
                        Timing.CONNECT_TIME,
                        halves),
                failed == 0 ? Map.of() : Map.of(ErrorClass.ofStatus(503), failed),
                name.equals("order")
                        ? Map.of(
                                "fast",
                                new CheckCount(micros.length - late, late),
                                "paid",
                                new CheckCount(micros.length - failed, failed))
                        : Map.of(),
                10,
                100,
                2L);
    }

    public static IterationSeries iterations(String phase, String scenario, long dropped, LongStream millis) {
        var times = LatencyHistogram.ofMicros(millis.map(each -> each * 1000).toArray());
        return new IterationSeries(
                phase, scenario, new Counts(times.count() + dropped, times.count(), 0, dropped, 0), times, Map.of());
    }

    public static GroupSeries purchases(String phase, long failed, LongStream millis) {
        var times = LatencyHistogram.ofMicros(millis.map(each -> each * 1000).toArray());
        return new GroupSeries(phase, "shopper", "purchase", times.count(), failed, times);
    }

    /** Values in thousandths. */
    public static MetricSeries metric(String phase, String name, MetricKind kind, int second, long... values) {
        var sums = Arrays.stream(values).summaryStatistics();
        boolean rate = kind == MetricKind.RATE;
        return new MetricSeries(
                phase,
                "shopper",
                name,
                kind,
                values.length,
                rate ? sums.getSum() : 0,
                rate ? 0 : sums.getSum(),
                rate ? 0 : sums.getMin(),
                rate ? 0 : sums.getMax(),
                rate ? 0 : values[values.length - 1],
                second,
                kind == MetricKind.HISTOGRAM ? LatencyHistogram.ofMicros(values) : LatencyHistogram.EMPTY);
    }
}
