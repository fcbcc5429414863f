package dev.loadstone.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Timing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of any run, tried on runs drawn at random; a failing seed is in the name of the test. */
class ReportPropertyTest {
    private static final List<LatencyHistogram> TIMES = new Random(1)
            .ints(40)
            .mapToObj(seed -> LatencyHistogram.ofMicros(new Random(seed)
                    .longs(1 + Math.floorMod(seed, 20), 1, 5_000_000)
                    .toArray()))
            .toList();

    static List<Integer> seeds() {
        return IntStream.range(0, 60).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfRunnersDoesNotMatter(int seed) {
        var random = new Random(seed);
        RunPlan plan = SampleRun.plan(1 + random.nextInt(6));
        List<RunnerJournal> journals = journals(plan, random);
        Report report = Report.merge(plan, journals);
        for (int i = 0; i < 4; i++) {
            Collections.shuffle(journals, random);
            assertThat(Report.merge(plan, journals)).isEqualTo(report);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countsOfAPartAndTheRestAreThoseOfTheWhole(int seed) {
        var random = new Random(seed);
        RunPlan plan = SampleRun.plan(2 + random.nextInt(5));
        List<RunnerJournal> journals = journals(plan, random);
        int cut = 1 + random.nextInt(journals.size() - 1);
        Report whole = Report.merge(plan, journals);
        Report left = Report.merge(plan, journals.subList(0, cut));
        Report right = Report.merge(plan, journals.subList(cut, journals.size()));
        assertThat(whole.results().counts())
                .isEqualTo(left.results().counts().plus(right.results().counts()));
        for (Timing timing : Timing.values()) {
            assertThat(whole.results().timing(timing))
                    .isEqualTo(
                            left.results().timing(timing).plus(right.results().timing(timing)));
        }
        assertThat(whole.health()).isEqualTo(left.health().plus(right.health()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reportsThatComeTwiceLateOrOutOfOrderChangeNothing(int seed) {
        var random = new Random(seed);
        RunPlan plan = SampleRun.plan(1 + random.nextInt(4));
        var inOrder = new ArrayList<RunnerJournal>();
        var disturbed = new ArrayList<RunnerJournal>();
        for (int runner = 0; runner < plan.runners(); runner++) {
            List<RunnerReport> pushes = pushes(plan, runner, random);
            inOrder.add(journal(pushes));
            disturbed.add(journal(disturbed(pushes, random)));
        }
        Report report = Report.merge(plan, disturbed);
        assertThat(report).isEqualTo(Report.merge(plan, inOrder));
        assertThat(report.complete()).isTrue();
    }

    private static List<RunnerJournal> journals(RunPlan plan, Random random) {
        var journals = new ArrayList<RunnerJournal>();
        for (int runner = 0; runner < plan.runners(); runner++) {
            journals.add(journal(pushes(plan, runner, random)));
        }
        return journals;
    }

    private static RunnerJournal journal(List<RunnerReport> pushes) {
        RunnerJournal journal = RunnerJournal.of(pushes.getFirst());
        for (RunnerReport push : pushes.subList(1, pushes.size())) {
            journal = journal.accept(push);
        }
        return journal;
    }

    /** Some pushes lost, some doubled, all but the last in any order; the last comes at last, and perhaps once more. */
    private static List<RunnerReport> disturbed(List<RunnerReport> pushes, Random random) {
        var some = new ArrayList<RunnerReport>();
        for (RunnerReport push : pushes.subList(0, pushes.size() - 1)) {
            some.addAll(Collections.nCopies(random.nextInt(4), push));
        }
        Collections.shuffle(some, random);
        some.add(pushes.getLast());
        some.addAll(random.nextBoolean() ? List.of(pushes.getLast()) : pushes);
        return some;
    }

    /** What a runner says over some seconds: each time all that it takes for not acknowledged, at last its total. */
    private static List<RunnerReport> pushes(RunPlan plan, int runner, Random random) {
        var seconds = new ArrayList<Interval>();
        var pushes = new ArrayList<RunnerReport>();
        int length = 2 + random.nextInt(12);
        int acknowledged = 0;
        for (int second = 0; second < length; second++) {
            seconds.add(second(second, random));
            pushes.add(push(plan, runner, second, List.copyOf(seconds.subList(acknowledged, second + 1)), null));
            acknowledged += random.nextInt(2 + second - acknowledged);
        }
        Interval total = seconds.stream().reduce(Interval::plus).orElseThrow();
        pushes.add(push(plan, runner, length, List.copyOf(seconds.subList(acknowledged, length)), total));
        return pushes;
    }

    private static RunnerReport push(
            RunPlan plan, int runner, int sequence, List<Interval> intervals, @Nullable Interval total) {
        State state = total == null ? State.RUNNING : State.DONE;
        var clock = new ClockReading(runner, 100 + runner, 10L * runner);
        return new RunnerReport(1, plan.run(), runner, "boot", sequence, state, 0, intervals, total, clock, "");
    }

    private static Interval second(int second, Random random) {
        var series = new ArrayList<RequestSeries>();
        for (String phase : List.of("warm-up", "steady", "peak")) {
            for (String request : List.of("search", "order")) {
                if (random.nextBoolean()) {
                    series.add(series(phase, request, random));
                }
            }
        }
        var taints = random.nextInt(4) == 0 ? Map.of(Taint.SCHEDULER_LAG, 1L) : Map.<Taint, Long>of();
        var health = new GeneratorHealth(
                1, taints.isEmpty() ? 0 : 1, taints, random.nextInt(1_000_000), random.nextInt(1000), 7, 8, 9);
        var iterations = new IterationSeries("steady", "shopper", new Counts(1, 1, 0, 0, 0));
        return new Interval(second, second, series, List.of(iterations), health);
    }

    private static RequestSeries series(String phase, String request, Random random) {
        int ended = random.nextInt(20);
        int failed = ended == 0 ? 0 : random.nextInt(ended);
        return new RequestSeries(
                new RequestKey(phase, "shopper", request),
                new Counts(ended, ended - failed, failed, 0, 0),
                Map.of(
                        Timing.values()[random.nextInt(Timing.values().length)],
                        TIMES.get(random.nextInt(TIMES.size()))),
                failed == 0 ? Map.of() : Map.of(ErrorClass.ofStatus(500 + random.nextInt(4)), (long) failed),
                Map.of("status 200", new CheckCount(ended - failed, failed)),
                ended,
                ended * 9L);
    }
}
