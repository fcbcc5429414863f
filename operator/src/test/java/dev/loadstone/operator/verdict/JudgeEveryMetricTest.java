package dev.loadstone.operator.verdict;

import static dev.loadstone.operator.measure.Mall.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Mall;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on windows, groups, the test's own metrics, and runs with setups and exits. */
class JudgeEveryMetricTest {
    private static final RunEnd COMPLETED = new RunEnd.Completed();
    private static final GeneratorHealth SATURATED =
            new GeneratorHealth(100, 50, Map.of(Taint.LOOP_BUSY, 50L), 0, 990, 0, 0, 0);
    private static final RequestSeries ORDERS = requests(
            "steady", "shopper", "order", 10, 40, LongStream.generate(() -> 900).limit(100));
    private static final IterationSeries DROPPED =
            Mall.iterations("peak", "shopper", 12, LongStream.rangeClosed(1, 388));
    private static final Interval TOTAL = Mall.total(
            List.of(ORDERS),
            List.of(DROPPED),
            List.of(Mall.purchases("steady", 2, LongStream.of(700))),
            List.of(
                    Mall.metric("steady", "revenue", MetricKind.COUNTER, 30, 12_204_000),
                    Mall.metric("steady", "member", MetricKind.RATE, 30, 1, 0, 0)),
            42);

    private static Verdict judge(String... thresholds) {
        return Judge.judge(Mall.report(TOTAL, thresholds), COMPLETED);
    }

    @Test
    void everyMetricHasItsWords() {
        assertThat(judge(
                                "{metric: apdex, min: '0.85', satisfied: 500ms, request: order}",
                                "{metric: groupTime, stat: p95, max: 500ms, group: purchase, scenario: shopper}",
                                "{metric: arrivalsKept, min: 99%, phase: peak}",
                                "{metric: 'custom:revenue', min: 20000}",
                                "{metric: 'custom:member', min: 50%}")
                        .message())
                .isEqualTo("5 of 5 thresholds failed: apdex of order 0.45 < 0.85 (100 samples); "
                        + "p95 of group purchase in scenario shopper 700 ms > 500 ms (1 sample); "
                        + "arrivals kept in phase peak 97 % < 99 % (12 of 400 dropped); "
                        + "revenue 12,204 < 20,000 (1 sample); member 33.3 % < 50 % (3 samples).");
        assertThat(judge(
                                "{metric: iterationTime, stat: max, max: 1ms}",
                                "{metric: connectTime, stat: p99, max: 1ms, request: order}",
                                "{metric: timeToFirstByte, stat: mean, max: 1ms}",
                                "{metric: checkRate, min: 99%, check: paid}")
                        .message())
                .startsWith("4 of 4 thresholds failed: max iteration time 388 ms > 1 ms (388 iterations); "
                        + "p99 connect time of order 450 ms > 1 ms (100 samples); "
                        + "mean time to first byte 450 ms > 1 ms (100 samples); "
                        + "check \"paid\" 90 % < 99 % (paid missed: 10).");
    }

    @Test
    void withoutDataWhatTheThresholdSaysIsSaid() {
        String absent = "{name: none, metric: 'custom:items', stat: p95, max: 5, noData: %s}";
        assertThat(judge(absent.formatted("Pass")).outcome()).isEqualTo(Outcome.PASSED);
        Verdict failed = judge(absent.formatted("Fail"));
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.message()).isEqualTo("1 of 1 threshold failed: p95 of items: 0 samples of 1.");
        Verdict open = judge(absent.formatted("Inconclusive"));
        assertThat(open.reason()).isEqualTo(Reason.TOO_FEW_SAMPLES);
        assertThat(open.message()).contains("p95 of items: 0 samples of 1;");
    }

    private static Report ofSeconds(int seen, String... thresholds) {
        return ofSeconds(seen, 100, 0, thresholds);
    }

    /** A target that answers nothing from a second on, and as many tainted seconds in each. */
    private static Report ofSeconds(int seen, int frozen, int tainted, String... thresholds) {
        RunPlan plan = Mall.plan(1, thresholds);
        Windows windows = seen > 0 ? Windows.of(plan).untold(0, seen - 1) : Windows.of(plan);
        Interval total = null;
        for (int second = 0; second < 100; second++) {
            long millis = second >= 45 && second < 60 ? 900 : 20;
            String phase = second < 10 ? "warm-up" : second < 70 ? "steady" : "peak";
            RequestSeries orders = requests(
                    phase,
                    "shopper",
                    "order",
                    0,
                    0,
                    LongStream.generate(() -> millis).limit(10));
            var told = new Interval(
                    second,
                    second,
                    second < frozen ? List.of(orders) : List.of(),
                    List.of(),
                    new GeneratorHealth(1, tainted, Map.of(), 0, 0, 0, 0, 0),
                    List.of(),
                    List.of(),
                    second == 20 ? 80 : 50);
            windows = windows.told(told);
            total = total == null ? told : total.plus(told);
        }
        return Report.merge(plan, List.of(Mall.journal(0, total)), windows.ended(99));
    }

    @Test
    void aWindowThatMissesFailsTheRunThatHoldsOnTheWhole() {
        String whole = "{name: whole, stat: p50, max: 800ms}";
        String window = "{name: windows, stat: p95, max: 800ms, window: 10s, for: 4s, request: order}";
        Verdict verdict = Judge.judge(ofSeconds(0, whole, window), COMPLETED);
        assertThat(verdict.message())
                .isEqualTo("1 of 2 thresholds failed: p95 of order in every 10 s for 4 s 900 ms > 800 ms "
                        + "(100 samples; worst from second 36 to 46).");
        assertThat(Judge.judge(ofSeconds(0, window.replace("4s", "30s")), COMPLETED)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @CsvSource({"Inconclusive, INCONCLUSIVE", "Pass, PASSED", "Fail, FAILED"})
    void aTargetThatAnswersNoMoreDoesNotPassByItsFirstWindows(String noData, Outcome outcome) {
        String threshold = "{stat: p95, max: 1s, window: 10s, noData: %s}".formatted(noData);
        Verdict verdict = Judge.judge(ofSeconds(0, 80, 0, threshold), COMPLETED);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        if (outcome != Outcome.PASSED) {
            assertThat(verdict.message()).contains("p95 in every 10 s: too few samples from second 80 to 90");
        }
    }

    @Test
    void windowsThatMissForWantOfSamplesOnlyCountInARow() {
        String threshold = "{stat: p95, max: 1s, window: 10s, noData: Fail, for: %s}";
        assertThat(Judge.judge(ofSeconds(0, 80, 0, threshold.formatted("10s")), COMPLETED)
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(Judge.judge(ofSeconds(0, 80, 0, threshold.formatted("11s")), COMPLETED)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void aWindowThatASaturatedGeneratorLeftEmptySpeaksNotAgainstTheTarget() {
        String threshold = "{metric: %s, window: 10s, noData: Fail, request: order}";
        assertThat(Judge.judge(ofSeconds(0, 80, 1, threshold.formatted("errorRate, max: 1%")), COMPLETED)
                        .reason())
                .isEqualTo(Reason.GENERATOR_SATURATED);
        assertThat(Judge.judge(ofSeconds(0, 80, 1, threshold.formatted("checkRate, min: 1%")), COMPLETED)
                        .reason())
                .isEqualTo(Reason.GENERATOR_SATURATED);
    }

    @Test
    void anAbortLooksAtWindowsToo() {
        Report report = ofSeconds(0, "{name: w, stat: p95, max: 800ms, window: 10s, abort: true}");
        assertThat(Judge.aborting(report))
                .hasValueSatisfying(each -> assertThat(each.observed()).isEqualTo(900_000));
        assertThat(Judge.aborting(ofSeconds(0, "{stat: p95, max: 1s, window: 10s, abort: true, noData: Fail}")))
                .isEmpty();
        assertThat(Judge.aborting(
                        Mall.report(TOTAL, "{metric: 'custom:items', stat: max, max: 1, noData: Fail, abort: true}")))
                .as("there may be data yet")
                .isEmpty();
    }

    @Test
    void windowsThatWereNotSeenForbidToPassButNotToFail() {
        String window = "{name: windows, stat: p95, max: 800ms, window: 10s}";
        Verdict unseen = Judge.judge(ofSeconds(65, window), COMPLETED);
        assertThat(unseen.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(unseen.reason()).isEqualTo(Reason.WINDOWS_UNSEEN);
        assertThat(unseen.message())
                .isEqualTo("Not all windows of 1 of 1 threshold were seen, since the operator was restarted: "
                        + "p95 in every 10 s: not up to second 65; run it again.");
        assertThat(Judge.judge(ofSeconds(30, window), COMPLETED).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Judge.judge(ofSeconds(9, window.replace("800ms", "1s")), COMPLETED)
                        .outcome())
                .as("warm-up alone is unseen")
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void usersAtWorkAreKnownFromTotalsWhereSecondsAreNot() {
        assertThat(Judge.judge(ofSeconds(0, "{metric: inFlight, max: 79}"), COMPLETED)
                        .message())
                .isEqualTo("1 of 1 threshold failed: users at work 80 > 79.");
        assertThat(Judge.judge(ofSeconds(40, "{metric: inFlight, max: 79}"), COMPLETED)
                        .reason())
                .isEqualTo(Reason.WINDOWS_UNSEEN);
        assertThat(Judge.judge(ofSeconds(40, "{metric: inFlight, max: 80}"), COMPLETED)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void usersAtWorkNeedNotBeAtTheirLeastInEachSecond() {
        assertThat(Judge.judge(ofSeconds(0, "{metric: inFlight, min: 80}"), COMPLETED)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        String never = "{metric: inFlight, min: 81, max: 90, abort: true}";
        assertThat(Judge.judge(ofSeconds(0, never), COMPLETED).message())
                .isEqualTo("1 of 1 threshold failed: users at work 80 < 81.");
        assertThat(Judge.aborting(ofSeconds(0, never))).as("they may come yet").isEmpty();
        assertThat(Judge.judge(ofSeconds(40, never), COMPLETED).reason()).isEqualTo(Reason.WINDOWS_UNSEEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metric: checkRate, min: 99%, check: paid}|FAILED",
                "{metric: checkRate, min: 99%, check: fast}|INCONCLUSIVE",
                "{metric: checkRate, min: 99%}|FAILED",
                "{metric: checkRate, min: 94%}|INCONCLUSIVE",
                "{metric: errorRate, max: 1%, scenario: shopper}|FAILED",
                "{metric: apdex, min: '0.9', satisfied: 100ms}|INCONCLUSIVE",
                "{metric: groupTime, stat: max, max: 1ms, group: purchase}|INCONCLUSIVE",
                "{metric: arrivalsKept, min: 99%}|INCONCLUSIVE",
                "{metric: 'custom:items', stat: max, max: 1, noData: Fail}|INCONCLUSIVE"
            })
    void aSaturatedGeneratorExcusesTimesAndNotWrongAnswers(String threshold, Outcome outcome) {
        var total = new Interval(
                0, 99, TOTAL.requests(), TOTAL.iterations(), SATURATED, TOTAL.groups(), TOTAL.metrics(), 42);
        assertThat(Judge.judge(Mall.report(total, threshold), COMPLETED).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void aGeneratorThatNobodyWatchedIsNotTakenForSound() {
        var total = new Interval(0, 99, List.of(ORDERS), List.of(DROPPED), GeneratorHealth.NONE);
        Verdict verdict = Judge.judge(Mall.report(total), COMPLETED);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo(Reason.GENERATOR_UNWATCHED);
        assertThat(Judge.judge(Mall.report(total, "{metric: errorRate, max: 1%}"), COMPLETED)
                        .message())
                .endsWith("How the generator itself did is not known: the times are not to be trusted.");
    }

    @Test
    void aFailedSetupIsAnErrorThatSaysWhatFailed() {
        Report nothing = Report.merge(Mall.plan(1), List.<RunnerJournal>of());
        Verdict verdict = Judge.judge(nothing, new RunEnd.SetupFailed("request login: status 401"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(verdict.reason().word()).isEqualTo("SetupFailed");
        assertThat(verdict.message()).isEqualTo("The setup failed: request login: status 401.");
    }

    @Test
    void aFailedTeardownChangesNothingButIsTold() {
        Report report = Mall.report(TOTAL, "{metric: errorRate, max: 50%}");
        Verdict good = Judge.judge(report, COMPLETED);
        Verdict verdict = Judge.judge(report, new RunEnd.TeardownFailed(COMPLETED, "request logout: timeout"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.reason()).isEqualTo(good.reason());
        assertThat(verdict.message())
                .isEqualTo(good.message() + " Warning: the teardown failed: request logout: timeout.");
        assertThatThrownBy(() -> new RunEnd.TeardownFailed(new RunEnd.SetupFailed(""), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTestThatEndedItselfIsJudgedByWhatItMeasured() {
        var end = new RunEnd.EndedByTest("an exit step after 12 s");
        Verdict passed = Judge.judge(Mall.report(TOTAL, "{metric: errorRate, max: 50%}"), end);
        assertThat(passed.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(passed.message()).endsWith(" Ended by an exit step after 12 s, before its last phase was over.");
        assertThat(Judge.judge(Mall.report(TOTAL, "{metric: errorRate, max: 1%}"), end)
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }
}
