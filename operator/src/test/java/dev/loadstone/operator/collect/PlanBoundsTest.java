package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.Reduction;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.RunnerSummary;
import dev.loadstone.protocol.Timing;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Well-formed reports that no runner of the plan can mean. */
class PlanBoundsTest {
    private static final RequestKey KEY = new RequestKey("steady", "browse", "GET /");
    private static final Counts FEW = counts(1);
    private static final long ABSURD = 1L << 61;

    private final Collector collector = new Collector(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), run -> {});

    @Test
    void whatARunnerLeftIsBoundedAsWhatItSends() {
        var late = new ClockReading(0, 0, Long.MIN_VALUE);
        var left = new RunnerSummary(RunnerSummary.VERSION, Reports.RUN, 0, "b", Reduction.NONE, of(), late, "");
        assertThatThrownBy(() -> new PlanBounds(Reports.plan(Reports.RUN, 1)).check(left))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a start so late");
    }

    private static Counts counts(long count) {
        return new Counts(count, count, 0, 0, 0);
    }

    private static Interval of(RequestSeries... series) {
        return new Interval(0, 0, List.of(series), List.of(), GeneratorHealth.NONE);
    }

    private static RequestSeries series(RequestKey key, Counts counts, Map<String, CheckCount> checks, long bytes) {
        return new RequestSeries(key, counts, Map.of(), Map.of(), checks, bytes, bytes);
    }

    private static Interval health(GeneratorHealth health) {
        return new Interval(0, 0, List.of(), List.of(), health);
    }

    private static Interval iterations(String phase, Counts counts) {
        var series = new IterationSeries(phase, "browse", counts);
        return new Interval(0, 0, List.of(), List.of(series), GeneratorHealth.NONE);
    }

    private static Interval errors(Stream<String> texts) {
        var series = new IterationSeries(
                "steady",
                "browse",
                FEW,
                LatencyHistogram.EMPTY,
                texts.collect(Collectors.toMap(text -> text, text -> 1L)));
        return new Interval(0, 0, List.of(), List.of(series), GeneratorHealth.NONE);
    }

    private static GroupSeries group(String name, long completed, long micros) {
        return new GroupSeries("steady", "browse", name, completed, 0, LatencyHistogram.ofMicros(micros));
    }

    private static Interval groups(GroupSeries series) {
        return new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE, List.of(series), List.of(), 1);
    }

    private static MetricSeries metric(String name, MetricKind kind, long samples, long value, long... distributed) {
        return new MetricSeries(
                "steady",
                "browse",
                name,
                kind,
                samples,
                0,
                value,
                value,
                value,
                value,
                0,
                LatencyHistogram.ofMicros(distributed));
    }

    private static Interval metrics(MetricSeries series) {
        return new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE, List.of(), List.of(series), 1);
    }

    @Test
    void whatIsNamedInAFlowThatAScenarioCallsIsTaken() throws Unwanted {
        collector.open(Reports.plan(Reports.RUN, 1));
        RequestKey inFlow = new RequestKey("steady", "browse", "GET /flow");
        Interval told = of(series(inFlow, FEW, Map.of(), 0))
                .plus(groups(group("all", 1, 5)))
                .plus(metrics(metric("sold", MetricKind.COUNTER, 1, -1)))
                .plus(metrics(metric("basket", MetricKind.HISTOGRAM, 2, 5, 5, 5)));
        collector.receive(Reports.running(0, 1, told));
        assertThat(collector.journals(Reports.RUN).get(0).total()).isEqualTo(told);
    }

    static List<Interval> absurd() {
        var slow = Map.of(Timing.RESPONSE_TIME, LatencyHistogram.ofMicros(ABSURD));
        Map<String, CheckCount> checks =
                IntStream.range(0, 2001).boxed().collect(Collectors.toMap(i -> "c" + i, i -> new CheckCount(1, 0)));
        return List.of(
                of(series(KEY, counts(ABSURD), Map.of(), 0)),
                of(series(KEY, FEW, Map.of(), ABSURD)),
                of(series(KEY, FEW, Map.of("c", new CheckCount(ABSURD, 0)), 0)),
                of(series(KEY, FEW, checks, 0)),
                of(series(KEY, FEW, Map.of("c".repeat((1 << 20) + 1), new CheckCount(1, 0)), 0)),
                of(new RequestSeries(KEY, FEW, slow, Map.of(), Map.of(), 0, 0)),
                of(series(new RequestKey("other", "browse", "GET /"), FEW, Map.of(), 0)),
                of(series(new RequestKey("steady", "other", "GET /"), FEW, Map.of(), 0)),
                of(series(new RequestKey("steady", "browse", "other"), FEW, Map.of(), 0)),
                iterations("steady", counts(ABSURD)),
                iterations("other", FEW),
                health(new GeneratorHealth(ABSURD, 0, Map.of(), 0, 0, 0, 0, 0)),
                health(new GeneratorHealth(1, 1, Map.of(Taint.GC_PAUSE, ABSURD), 0, 0, 0, 0, 0)),
                health(new GeneratorHealth(1, 0, Map.of(), -1, 0, 0, 0, 0)),
                new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE, List.of(), List.of(), 1 << 30),
                of(new RequestSeries(KEY, FEW, Map.of(), Map.of(), Map.of(), 0, 0, ABSURD)),
                errors(IntStream.range(0, 60).mapToObj(i -> "e" + i)),
                errors(Stream.of("e".repeat(5000))),
                groups(group("other", 1, 5)),
                groups(group("all", ABSURD, 5)),
                groups(group("all", 1, ABSURD)),
                metrics(metric("other", MetricKind.COUNTER, 1, 1)),
                metrics(metric("sold", MetricKind.GAUGE, 1, 1)),
                metrics(metric("sold", MetricKind.COUNTER, ABSURD, 1)),
                metrics(metric("sold", MetricKind.COUNTER, 1, ABSURD)),
                metrics(metric("sold", MetricKind.COUNTER, 1, -ABSURD)),
                metrics(metric("sold", MetricKind.COUNTER, 1, 5, 5)),
                metrics(metric("basket", MetricKind.HISTOGRAM, 2, 5, 5)),
                metrics(metric("basket", MetricKind.HISTOGRAM, 1, 5, 5, 5)),
                new Interval(0, Integer.MAX_VALUE, List.of(), List.of(), GeneratorHealth.NONE));
    }

    @ParameterizedTest
    @MethodSource("absurd")
    void whatNoRunnerCanHaveMeasuredIsRefusedAndNotMerged(Interval told) {
        collector.open(Reports.plan(Reports.RUN, 1));
        assertThatThrownBy(() -> collector.receive(Reports.running(0, 1, told)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no runner of this plan has ");
        assertThatThrownBy(() -> collector.receive(Reports.report(0, 2, State.DONE, List.of(), told)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(collector.journals(Reports.RUN)).isEmpty();
    }

    static List<RunnerReport> boastful() {
        return List.of(
                report("b".repeat(101), 0, null, ""),
                report("b", 0, null, "m".repeat(70_000)),
                report("b", Integer.MAX_VALUE, null, ""),
                report("b", 0, new ClockReading(0, -1, 0), ""),
                report("b", 0, new ClockReading(0, 1, Long.MIN_VALUE), ""));
    }

    private static RunnerReport report(String boot, int users, ClockReading clock, String message) {
        return new RunnerReport(1, Reports.RUN, 0, boot, 0, State.ARMED, users, List.of(), null, clock, message);
    }

    @ParameterizedTest
    @MethodSource("boastful")
    void whatNoRunnerCanSayOfItselfIsRefused(RunnerReport report) {
        collector.open(Reports.plan(Reports.RUN, 1));
        assertThatThrownBy(() -> collector.receive(report)).isInstanceOf(IllegalArgumentException.class);
        assertThat(collector.journals(Reports.RUN)).isEmpty();
    }

    @Test
    void theMostThatIsTakenOfAllRunnersOfALargeTestCanBeMerged() throws Unwanted {
        RunPlan plan = Reports.plan(Reports.RUN, 500);
        collector.open(plan);
        var health = new GeneratorHealth(1L << 40, 0, Map.of(), 1L << 52, 1000, 1L << 52, 1L << 52, 1L << 52);
        Interval most = of(series(KEY, counts(1L << 40), Map.of("c", new CheckCount(1L << 40, 0)), 1L << 52));
        Interval total = most.plus(health(health));
        for (int runner = 0; runner < 500; runner++) {
            collector.receive(Reports.report(runner, 0, State.DONE, List.of(), total));
        }
        Report report = Report.merge(plan, collector.journals(Reports.RUN).values());
        assertThat(report.results().counts().completed()).isEqualTo(500L << 40);
        assertThat(report.health().seconds() * 1000).isPositive();
    }

    @Test
    void secondsThatAddUpToTooMuchAreRefusedWhenTheyDo() throws Unwanted {
        collector.open(Reports.plan(Reports.RUN, 1));
        collector.receive(Reports.running(0, 1, of(series(KEY, counts(1L << 39), Map.of(), 0))));
        Interval next = new Interval(
                1, 1, List.of(series(KEY, counts(1L << 40), Map.of(), 0)), List.of(), GeneratorHealth.NONE);
        assertThatThrownBy(() -> collector.receive(Reports.running(0, 2, next)))
                .isInstanceOf(IllegalArgumentException.class);
        collector.receive(Reports.running(0, 3, Reports.second(1, new Random(1))));
        assertThat(collector.journals(Reports.RUN).get(0).received()).isEqualTo(1);
    }
}
