package dev.loadstone.operator.status;

import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.SampleRun;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import dev.loadstone.protocol.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A run as large as the schema lets it be: many runners, requests, error classes and thresholds, with long names. */
final class Crowd {
    private static final int SAMPLES = 20;
    /** More than a status has room for. */
    private static final int MOST_OTHERS = 25;

    private static final List<LatencyHistogram> TIMES = new Random(1)
            .ints(32)
            .mapToObj(seed -> LatencyHistogram.ofMicros(
                    new Random(seed).longs(SAMPLES, 1, 3_600_000_000L).toArray()))
            .toList();

    private Crowd() {}

    /** @param name of the i-th request or threshold is this and a number */
    static Report report(int runners, int requests, int thresholds, String name) {
        RunPlan small = SampleRun.plan(1);
        var limits = new ArrayList<Threshold>();
        for (int i = 0; i < thresholds; i++) {
            double max = i % 2 == 0 ? 1 : 1e9;
            limits.add(new Threshold(
                    name + i,
                    Metric.RESPONSE_TIME,
                    new Statistic.Percentile(99.999),
                    name + i,
                    max,
                    0.5,
                    1,
                    true,
                    false));
        }
        var plan = new RunPlan(
                small.version(),
                small.run(),
                small.namespace(),
                small.name(),
                small.seed(),
                runners,
                small.target(),
                small.variables(),
                small.scenarios(),
                small.phases(),
                limits,
                small.gracefulStopMillis());
        var journals = new ArrayList<RunnerJournal>();
        for (int runner = 0; runner < runners; runner++) {
            journals.add(journal(runner, requests, name));
        }
        return Report.merge(plan, journals);
    }

    private static RunnerJournal journal(int runner, int requests, String name) {
        var random = new Random(runner);
        var series = new ArrayList<RequestSeries>();
        for (int i = 0; i < requests; i++) {
            series.add(series(name + i, random));
        }
        var taints = new TreeMap<Taint, Long>();
        for (Taint taint : Taint.values()) {
            taints.put(taint, 100L);
        }
        var health = new GeneratorHealth(100, 100, taints, 1L << 50, 999, 1L << 50, 1L << 50, 1L << 50);
        return new RunnerJournal(
                runner,
                "boot",
                1,
                State.DONE,
                0,
                99,
                false,
                new Interval(0, 99, series, List.of(), health, groups(series, name), metrics(series, name), 1 << 20),
                true,
                new ClockReading(0, 0, 0),
                "");
    }

    private static List<GroupSeries> groups(List<RequestSeries> series, String name) {
        return IntStream.range(0, Math.min(series.size() / 2, MOST_OTHERS))
                .mapToObj(i -> new GroupSeries("steady", "shopper", name + i, 1L << 30, 1L << 30, TIMES.getFirst()))
                .toList();
    }

    private static List<MetricSeries> metrics(List<RequestSeries> series, String name) {
        return IntStream.range(0, Math.min(series.size() / 2, MOST_OTHERS))
                .mapToObj(i -> new MetricSeries(
                        "steady",
                        "shopper",
                        name + i,
                        MetricKind.values()[i % MetricKind.values().length],
                        1L << 40,
                        1L << 39,
                        1L << 50,
                        -1_234_567,
                        1L << 50,
                        1L << 49,
                        99,
                        i % 4 == 3 ? TIMES.getFirst() : LatencyHistogram.EMPTY))
                .toList();
    }

    private static RequestSeries series(String name, Random random) {
        var errors = new TreeMap<ErrorClass, Long>();
        for (int status = 500; status < 500 + SAMPLES; status++) {
            errors.put(ErrorClass.ofStatus(status), 1L);
        }
        return new RequestSeries(
                new RequestKey("steady", "shopper", name),
                new Counts(SAMPLES, 0, SAMPLES, 0, 0),
                Map.of(Timing.RESPONSE_TIME, TIMES.get(random.nextInt(TIMES.size()))),
                errors,
                Map.of("status 200", new CheckCount(1L << 30, 1L << 30)),
                1L << 40,
                1L << 40);
    }
}
