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
import dev.loadstone.operator.report.Disagreement;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Finding.Result;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Timing;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
    private static final RunEnd COMPLETED = new RunEnd.Completed();
    private static final String FAST = "{stat: p99, max: 800ms, request: order}";
    private static final String CLEAN = "{metric: errorRate, max: \"0.5%\"}";
    private static final RequestSeries SEARCHES = series("steady", "search", Map.of(), times(1000, 12_000));
    private static final RequestSeries ORDERS = series("peak", "order", Map.of(), times(200, 95_000));
    private static final RequestSeries SLOW_ORDERS = series(
            "peak",
            "order",
            Map.of(ErrorClass.ofStatus(503), 14L, ErrorClass.of(ErrorClass.Kind.TIMEOUT), 3L),
            times(200, 1_908_000));
    private static final GeneratorHealth SATURATED = new GeneratorHealth(
            90, 14, Map.of(Taint.SCHEDULER_LAG, 14L, Taint.CPU_THROTTLED, 9L), 80_000_000, 990, 0, 54_900_000, 0);

    private static Verdict judge(List<String> thresholds, RunnerJournal... journals) {
        return Judge.judge(report(thresholds, journals), COMPLETED);
    }

    private static Report report(List<String> thresholds, RunnerJournal... journals) {
        return Report.merge(plan(journals.length, thresholds.toArray(String[]::new)), List.of(journals));
    }

    @Test
    void itPassesWhereEveryThresholdHolds() {
        Verdict verdict = judge(List.of(FAST, CLEAN), done(0, SOUND, SEARCHES, ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.reason()).isEqualTo(Reason.ALL_THRESHOLDS_HELD);
        assertThat(verdict.message())
                .isEqualTo("All 2 thresholds held: 1,200 requests, 13.3/s, p95 95 ms, p99 95 ms, errors 0 %.");
        assertThat(verdict.findings()).extracting(Finding::result).containsOnly(Result.HELD);
    }

    @Test
    void itFailsWithEveryMissedThresholdNamed() {
        Verdict verdict = judge(
                List.of(
                        "{stat: p95, max: 2s}",
                        FAST,
                        CLEAN,
                        "{metric: requestRate, min: 500}",
                        "{metric: checkRate, min: \"99%\"}"),
                done(0, SOUND, SEARCHES, SLOW_ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).isEqualTo(Reason.THRESHOLDS_FAILED);
        assertThat(verdict.message())
                .isEqualTo("4 of 5 thresholds failed: p99 of order 1.91 s > 800 ms (200 samples); "
                        + "errors 1.4 % > 0.5 % (status 503: 14, timeout: 3); rate 13.3/s < 500/s (1,200 requests); "
                        + "checks 98.6 % < 99 % (status 200 missed: 17).");
    }

    @Test
    void aWarningChangesNothingButIsTold() {
        Verdict verdict = judge(
                List.of("{stat: p99, max: 800ms, severity: Warn}", "{stat: min, max: 1s}"),
                done(0, SOUND, SEARCHES, SLOW_ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.message()).contains("Warning: p99 1.91 s > 800 ms (1,200 samples).");
    }

    @Test
    void withoutThresholdsCompleteDataPassesAndSaysThatNothingWasRequired() {
        Verdict verdict = judge(List.of(), done(0, SOUND, SLOW_ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.reason()).isEqualTo(Reason.NO_THRESHOLDS);
        assertThat(verdict.message())
                .startsWith("Nothing was required of the target: 200 requests")
                .contains("503: 14");
    }

    @Test
    void whereNotOneRequestCompletedItFailsWhateverTheThresholdsSay() {
        RequestSeries refused = series(
                "steady",
                "search",
                Map.of(ErrorClass.of(ErrorClass.Kind.CONNECT), 970L, ErrorClass.ofStatus(503), 30L),
                times(1000, 400));
        for (List<String> thresholds : List.of(
                List.<String>of(),
                List.of("{stat: p99, max: 800ms}"),
                List.of("{stat: p99, max: 1s, minSamples: 2000}"),
                List.of("{metric: errorRate, max: \"1%\", severity: Warn}"))) {
            Verdict verdict = judge(thresholds, done(0, SOUND, refused));
            assertThat(verdict.outcome()).as("%s", thresholds).isEqualTo(Outcome.FAILED);
            assertThat(verdict.reason()).as("%s", thresholds).isEqualTo(Reason.ALL_REQUESTS_FAILED);
            assertThat(verdict.message())
                    .isEqualTo("Not one of 1,000 requests completed as expected (connect: 970, status 503: 30); "
                            + "look at the target, or at what the test asks of it.");
        }
        assertThat(judge(List.of(CLEAN), done(0, SOUND, refused)).reason()).isEqualTo(Reason.THRESHOLDS_FAILED);
    }

    static List<RunnerJournal> doubtful() {
        RequestSeries never = new RequestSeries(
                new RequestKey("steady", "shopper", "order"),
                new Counts(9, 0, 0, 2, 7),
                Map.of(Timing.RESPONSE_TIME, LatencyHistogram.ofMicros(times(7, 5))),
                Map.of(),
                Map.of(),
                0,
                0);
        RequestSeries torn = new RequestSeries(
                new RequestKey("steady", "shopper", "order"),
                new Counts(9, 8, 0, 0, 0),
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                0);
        return List.of(
                journal(0, State.RUNNING, 100, SOUND, ORDERS),
                journal(0, State.BROKEN, 100, SOUND, ORDERS),
                Disagreement.of(done(0, SOUND, ORDERS)),
                done(0, SOUND, torn),
                done(0, SOUND),
                done(0, SOUND, never),
                done(0, SOUND, series("warm-up", "order", Map.of(), times(9, 9))),
                done(0, SATURATED, ORDERS));
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void whatCannotBeTrustedNeverPassesAndNeverFails(RunnerJournal journal) {
        for (List<String> thresholds : List.of(List.<String>of(), List.of(FAST), List.of("{stat: max, max: 1us}"))) {
            assertThat(judge(thresholds, journal).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        }
    }

    @Test
    void aRunnerThatWasNeverHeardOfIsNamed() {
        Report report = Report.merge(plan(3, FAST), List.of(done(1, SOUND, ORDERS)));
        Verdict verdict = Judge.judge(report, COMPLETED);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(Reason.RESULTS_INCOMPLETE);
        assertThat(verdict.message())
                .isEqualTo(
                        "The final report is missing from runners 0, 2 of 3: the figures are not whole; run it again.");
    }

    @Test
    void runnersThatStartedMoreThanASecondApartAreNotOneLoad() {
        var late = new ClockReading(0, 2_000, 1_000_500);
        RunnerJournal first = done(0, SOUND, ORDERS);
        RunnerJournal second = done(1, SOUND, ORDERS);
        var lateOne = new RunnerJournal(1, "b", 9, State.DONE, 0, 99, false, second.total(), true, late, "");
        assertThat(judge(List.of(FAST), first, second).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(judge(List.of(FAST), first, lateOne).reason()).isEqualTo(Reason.START_SKEW_EXCEEDED);
    }

    @Test
    void aSaturatedGeneratorIsToldWithFiguresAndAdviceAndWhatWasMissed() {
        String cleanButForLateness = CLEAN.replace("0.5", "1.3");
        Verdict verdict = judge(List.of(FAST, cleanButForLateness), done(0, SATURATED, SEARCHES, SLOW_ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(Reason.GENERATOR_SATURATED);
        assertThat(verdict.message())
                .isEqualTo("The generator was the bottleneck for 14 s of 90 s "
                        + "(scheduler lag p99 0 us, CPU throttled 61 %): "
                        + "give each runner 2 cores or use 2 runners. "
                        + "So it may not be the target's doing that these "
                        + "thresholds were missed: p99 of order 1.91 s > 800 ms (200 samples); "
                        + "errors 1.4 % > 1.3 % (status 503: 14, timeout: 3).");
    }

    @Test
    void aSaturatedGeneratorDoesNotExcuseWrongAnswers() {
        Verdict verdict = judge(List.of(FAST, CLEAN), done(0, SATURATED, SEARCHES, SLOW_ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).isEqualTo(Reason.THRESHOLDS_FAILED);
        assertThat(verdict.message())
                .isEqualTo("2 of 2 thresholds failed: p99 of order 1.91 s > 800 ms (200 samples); "
                        + "errors 1.4 % > 0.5 % (status 503: 14, timeout: 3). "
                        + "The generator was strained too, for 14 s of 90 s "
                        + "(scheduler lag p99 0 us, CPU throttled 61 %): the times are not to be trusted.");
        assertThat(saturated("{metric: checkRate, min: \"99%\"}", SLOW_ORDERS)).isEqualTo(Outcome.FAILED);
        assertThat(saturated("{metric: checkRate, min: \"99%\", severity: Warn}", SLOW_ORDERS))
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(saturated("{metric: errorRate, max: \"5%\", request: order}", SEARCHES, SLOW_ORDERS))
                .isEqualTo(Outcome.FAILED);
        assertThat(saturated("{metric: errorRate, max: \"8%\", request: order}", SEARCHES, SLOW_ORDERS))
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(saturated("{metric: requestRate, min: 500}", SLOW_ORDERS)).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.Kind.class)
    void lagMakesAnswersLateButNotWrong(ErrorClass.Kind kind) {
        boolean late = EnumSet.of(ErrorClass.Kind.TIMEOUT, ErrorClass.Kind.CONNECT, ErrorClass.Kind.CLOSED)
                .contains(kind);
        ErrorClass error = kind == ErrorClass.Kind.STATUS ? ErrorClass.ofStatus(404) : ErrorClass.of(kind);
        RequestSeries some = series("steady", "search", Map.of(error, 20L), times(1000, 400));
        RequestSeries all = series("steady", "search", Map.of(error, 1000L), times(1000, 400));
        Verdict missed = judge(List.of(CLEAN), done(0, SATURATED, some));
        Verdict nothing = judge(List.of("{stat: p99, max: 1us}"), done(0, SATURATED, all));
        assertThat(missed.reason()).isEqualTo(late ? Reason.GENERATOR_SATURATED : Reason.THRESHOLDS_FAILED);
        assertThat(nothing.reason()).isEqualTo(late ? Reason.GENERATOR_SATURATED : Reason.ALL_REQUESTS_FAILED);
        assertThat(nothing.outcome()).isEqualTo(late ? Outcome.INCONCLUSIVE : Outcome.FAILED);
    }

    private static Outcome saturated(String threshold, RequestSeries... series) {
        return judge(List.of(threshold), done(0, SATURATED, series)).outcome();
    }

    @Test
    void upToOnePercentOfTaintedTimeIsTaken() {
        assertThat(Saturation.of(tainted(1))).isFalse();
        assertThat(Saturation.of(tainted(2))).isTrue();
        assertThat(Saturation.of(GeneratorHealth.NONE)).isFalse();
    }

    private static GeneratorHealth tainted(long seconds) {
        return new GeneratorHealth(100, seconds, Map.of(Taint.GC_PAUSE, seconds), 0, 0, 0, 0, 0);
    }

    @Test
    void tooFewSamplesAreInconclusiveUnlessAnotherThresholdWasMissedForCertain() {
        String rare = "{stat: p99, max: 1h, request: order, minSamples: 1000}";
        Verdict verdict = judge(List.of(rare, CLEAN), done(0, SOUND, SEARCHES, ORDERS));
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(Reason.TOO_FEW_SAMPLES);
        assertThat(verdict.message())
                .isEqualTo("1 of 2 thresholds had too few samples: p99 of order: 200 samples of 1,000; "
                        + "run longer, or lower minSamples.");
        assertThat(judge(List.of(rare, CLEAN), done(0, SOUND, SEARCHES, SLOW_ORDERS))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(judge(List.of(rare.replace("minSamples", "severity: Warn, minSamples")), done(0, SOUND, ORDERS))
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void theEndOfARunComesBeforeItsFigures() {
        Report good = report(List.of(FAST), done(0, SOUND, ORDERS));
        assertThat(Judge.judge(good, new RunEnd.Broken(Reason.IMAGE_PULL_FAILED, "no image")))
                .isEqualTo(new Verdict(Outcome.ERROR, Reason.IMAGE_PULL_FAILED, "no image", Findings.of(good)));
        assertThat(Judge.judge(good, new RunEnd.Stopped(Reason.SPEC_CHANGED, "changed"))
                        .outcome())
                .isEqualTo(Outcome.ABORTED);
        assertThat(Judge.judge(good, new RunEnd.Lost(Reason.RUNNER_OOM_KILLED, "killed"))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aThresholdWithAbortThatIsMissedEndsTheRunAndFailsIt() {
        String abort = "{metric: errorRate, max: \"5%\", request: order, minSamples: 100, abort: true}";
        Report report = report(List.of(FAST, abort), journal(0, State.RUNNING, 40, SATURATED, SLOW_ORDERS));
        assertThat(Judge.aborting(report))
                .hasValueSatisfying(each -> assertThat(each.threshold().name()).isEqualTo("error rate of order"));
        Report whole = report(List.of(FAST, abort), journal(0, State.DONE, 40, SATURATED, SLOW_ORDERS));
        Verdict verdict = Judge.judge(whole, new RunEnd.AbortedByThreshold("error rate of order"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).isEqualTo(Reason.ABORTED_BY_THRESHOLD);
        assertThat(verdict.message())
                .isEqualTo("Ended after 30 s of measured load by the threshold error rate of order: "
                        + "errors of order 8.5 % > 5 % (status 503: 14, timeout: 3). "
                        + "The generator was strained too, for 14 s of 90 s "
                        + "(scheduler lag p99 0 us, CPU throttled 61 %): the times are not to be trusted.");
    }

    @Test
    void anAbortIsNoMoreCertainThanTheSameMissWithoutOne() {
        String abort = "{name: slow, stat: p95, max: 1s, request: order, abort: true}";
        var end = new RunEnd.AbortedByThreshold("slow");
        Verdict saturated =
                Judge.judge(report(List.of(abort), journal(0, State.DONE, 40, SATURATED, SLOW_ORDERS)), end);
        assertThat(saturated.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(saturated.reason()).isEqualTo(Reason.GENERATOR_SATURATED);
        assertThat(saturated.message())
                .startsWith("The generator was the bottleneck for 14 s of 90 s")
                .contains("p95 of order 1.91 s > 1 s (200 samples)")
                .endsWith(" Ended after 30 s of measured load by the threshold slow.");
        Report unfinished = report(List.of(abort), journal(0, State.RUNNING, 40, SOUND, SLOW_ORDERS));
        assertThat(Judge.judge(unfinished, end).reason()).isEqualTo(Reason.RESULTS_INCOMPLETE);
        Verdict sound = Judge.judge(report(List.of(abort), journal(0, State.DONE, 40, SOUND, SLOW_ORDERS)), end);
        assertThat(sound.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(sound.reason()).isEqualTo(Reason.ABORTED_BY_THRESHOLD);
        assertThat(sound.message())
                .isEqualTo("Ended after 30 s of measured load by the threshold slow: "
                        + "p95 of order 1.91 s > 1 s (200 samples).");
    }

    @Test
    void nothingAbortsWithTooFewSamplesOrWithoutAbort() {
        String patient = "{metric: errorRate, max: \"1%\", minSamples: 1000, abort: true}";
        assertThat(Judge.aborting(report(List.of(patient, FAST), journal(0, State.RUNNING, 40, SOUND, SLOW_ORDERS))))
                .isEmpty();
    }

    @Test
    void aLoadThatHasJustBegunDoesNotAbortForALowRate() {
        RequestSeries few = series("steady", "search", Map.of(), times(20, 5));
        String busy = "{metric: requestRate, min: 20, abort: true}";
        assertThat(Judge.aborting(report(List.of(busy), journal(0, State.RUNNING, 12, SOUND, few))))
                .isEmpty();
        assertThat(judge(List.of(busy), done(0, SOUND, few)).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aRateIsOverTheTimeThatTheRunnersHaveToldInTheMean() {
        String calm = "{metric: requestRate, max: 19, abort: true}";
        Report report = report(
                List.of(calm),
                journal(0, State.RUNNING, 14, SOUND, series("steady", "search", Map.of(), times(40, 5))),
                journal(1, State.RUNNING, 12, SOUND, series("steady", "search", Map.of(), times(20, 5))));
        assertThat(Judge.aborting(report))
                .hasValueSatisfying(each -> assertThat(each.observed()).isEqualTo(20));
    }
}
