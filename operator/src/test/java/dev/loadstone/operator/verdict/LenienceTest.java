package dev.loadstone.operator.verdict;

import static dev.loadstone.operator.report.SampleRun.SOUND;
import static dev.loadstone.operator.report.SampleRun.done;
import static dev.loadstone.operator.report.SampleRun.journal;
import static dev.loadstone.operator.report.SampleRun.plan;
import static dev.loadstone.operator.report.SampleRun.series;
import static dev.loadstone.operator.report.SampleRun.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.Lenience;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is judged in spite of lost runners and busy generators, and what not. */
class LenienceTest {
    private static final String FAST = "{stat: p99, max: 800ms, request: order}";
    private static final RequestSeries ORDERS = series("peak", "order", Map.of(), times(200, 95_000));
    private static final RequestSeries SLOW = series("peak", "order", Map.of(), times(200, 1_908_000));
    private static final GeneratorHealth SATURATED =
            new GeneratorHealth(90, 14, Map.of(Taint.SCHEDULER_LAG, 14L), 80_000_000, 990, 0, 0, 0);
    private static final RunEnd LOST = new RunEnd.Reduced(new RunEnd.Completed(), Set.of(1), "runner 1 was evicted");

    private static Verdict judge(boolean continues, boolean warns, RunEnd end, RunnerJournal... journals) {
        RunPlan strict = plan(journals.length, FAST);
        var plan = new RunPlan(
                strict.version(),
                strict.run(),
                strict.namespace(),
                strict.name(),
                strict.seed(),
                strict.runners(),
                strict.target(),
                strict.variables(),
                strict.scenarios(),
                strict.phases(),
                strict.thresholds(),
                strict.gracefulStopMillis(),
                strict.targets(),
                strict.files(),
                strict.feeders(),
                strict.flows(),
                strict.setup(),
                strict.teardown(),
                new Lenience(continues, warns));
        Map<Integer, RunnerJournal> byIndex =
                Stream.of(journals).collect(Collectors.toMap(RunnerJournal::runner, Function.identity()));
        return Judge.judge(Report.without(end.lost(), plan, byIndex, Windows.NONE), end);
    }

    @Test
    void aBusyGeneratorIsNoVerdictUnlessItIsToBeWarnedOf() {
        Verdict strict = judge(false, false, new RunEnd.Completed(), done(0, SATURATED, ORDERS));
        assertThat(strict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(strict.reason()).isEqualTo(Reason.GENERATOR_SATURATED);

        Verdict passed = judge(false, true, new RunEnd.Completed(), done(0, SATURATED, ORDERS));
        assertThat(passed.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(passed.reason()).isEqualTo(Reason.ALL_THRESHOLDS_HELD);
        assertThat(passed.message())
                .startsWith("The threshold held: 200 requests")
                .contains("Warning: the generator was the bottleneck for 14 s of 90 s (scheduler lag p99 ")
                .contains("use 2 runners");

        Verdict failed = judge(false, true, new RunEnd.Completed(), done(0, SATURATED, SLOW));
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.reason()).isEqualTo(Reason.THRESHOLDS_FAILED);
        assertThat(failed.message()).contains("Warning: the generator was the bottleneck");
    }

    @Test
    void aSoundGeneratorIsNotWarnedOf() {
        assertThat(judge(false, true, new RunEnd.Completed(), done(0, SOUND, ORDERS))
                        .message())
                .doesNotContain("Warning");
    }

    @Test
    void whatIsNotKnownOfTheGeneratorIsNotForgiven() {
        Verdict verdict = judge(false, true, new RunEnd.Completed(), done(0, GeneratorHealth.NONE, ORDERS));
        assertThat(verdict.reason()).isEqualTo(Reason.GENERATOR_UNWATCHED);
    }

    @Test
    void anAbortByABusyGeneratorIsAFailureWithAWarning() {
        var aborted = new RunEnd.AbortedByThreshold("p99 of order");
        assertThat(judge(false, false, aborted, done(0, SATURATED, SLOW)).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        Verdict verdict = judge(false, true, aborted, done(0, SATURATED, SLOW));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.message()).contains("Warning: the generator was the bottleneck");
    }

    @Test
    void theOthersAreJudgedWithoutTheLostOnes() {
        Verdict verdict = judge(
                true,
                false,
                LOST,
                done(0, SOUND, ORDERS),
                journal(1, State.RUNNING, 40, SOUND, SLOW),
                done(2, SOUND, ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.message())
                .startsWith("The threshold held: 400 requests, 4.44/s, p95 95 ms")
                .endsWith(" Warning: 1 of 3 runners was lost, and 33.3 % of the load with it (runner 1 was evicted): "
                        + "the figures are of the others.");
    }

    @Test
    void whoIsMissingBesidesIsStillMissed() {
        Verdict verdict = judge(
                true,
                false,
                LOST,
                done(0, SOUND, ORDERS),
                journal(1, State.RUNNING, 40, SOUND, SLOW),
                journal(2, State.RUNNING, 99, SOUND, ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(Reason.RESULTS_INCOMPLETE);
    }

    @Test
    void withoutASampleOfTheOthersNothingPasses() {
        Verdict verdict = judge(true, true, LOST, done(0, SOUND), journal(1, State.RUNNING, 40, SOUND, ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(Reason.NO_SAMPLES);
    }

    @Test
    void errorsOfTheLostOnesAreNotTheTargets() {
        RequestSeries broken =
                series("peak", "order", Map.of(ErrorClass.of(ErrorClass.Kind.CONNECT), 200L), times(200, 400));
        List<Finding> findings = judge(
                        true, false, LOST, done(0, SOUND, ORDERS), journal(1, State.RUNNING, 40, SOUND, broken))
                .findings();
        assertThat(findings).extracting(Finding::samples).containsExactly(200L);
    }
}
