package dev.loadstone.operator.verdict;

import static dev.loadstone.operator.report.SampleRun.SOUND;
import static dev.loadstone.operator.report.SampleRun.plan;
import static dev.loadstone.operator.report.SampleRun.series;
import static dev.loadstone.operator.report.SampleRun.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RunnerReport.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StumblesTest {
    private static final String WHY = "\"int(vars.x) > 1\": no number";

    /** All requests are sound. */
    private static Report run(Counts iterations, Map<String, Long> errors, String... thresholds) {
        var total = new Interval(
                0,
                99,
                List.of(series("steady", "search", Map.of(), times(40, 12_000))),
                List.of(new IterationSeries("steady", "shopper", iterations, LatencyHistogram.EMPTY, errors)),
                SOUND);
        var journal = new RunnerJournal(
                0, "boot", 9, State.DONE, 10, 99, false, total, true, new ClockReading(5, 2_000, 300), "");
        return Report.merge(plan(1, thresholds), List.of(journal));
    }

    @Test
    void iterationsThatDidNotGoOnAreToldWhateverTheOutcome() {
        String warning = " Warning: 18 of 20 iterations did not get to their end (" + WHY + ": 18).";
        Report report = run(new Counts(20, 2, 18, 0, 0), Map.of(WHY, 18L), "{stat: p95, max: 1s}");
        for (RunEnd end : List.of(
                new RunEnd.Completed(),
                new RunEnd.Stopped(Reason.STOPPED, "Stopped."),
                new RunEnd.TeardownFailed(new RunEnd.Completed(), "x"))) {
            assertThat(Judge.judge(report, end).message()).as("%s", end).containsOnlyOnce(warning);
        }
        assertThat(Judge.judge(report, new RunEnd.Completed()).outcome()).isEqualTo(Outcome.PASSED);
        Report missed = run(new Counts(20, 2, 18, 0, 0), Map.of(WHY, 18L), "{stat: p95, max: 1ms}");
        assertThat(Judge.judge(missed, new RunEnd.Completed()).message()).endsWith(warning);
    }

    @Test
    void whereNotOneIterationGotToItsEndItFailsThoughRequestsDidWell() {
        Report report = run(new Counts(20, 0, 20, 0, 0), Map.of(WHY, 20L), "{stat: p95, max: 1s}");
        Verdict verdict = Judge.judge(report, new RunEnd.Completed());
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).isEqualTo(Reason.ALL_ITERATIONS_FAILED);
        assertThat(verdict.message())
                .isEqualTo("Not one of 20 iterations completed as expected; look at what the test asks of the target, "
                        + "and at what the target answered. Warning: 20 of 20 iterations did not get to their end ("
                        + WHY + ": 20).");
    }

    @Test
    void iterationsLongerThanTheRunFailNothing() {
        Report report = run(new Counts(20, 0, 1, 0, 19), Map.of(WHY, 1L), "{stat: p95, max: 1s}");
        Verdict verdict = Judge.judge(report, new RunEnd.Completed());
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.message()).contains("1 of 1 iteration did not get to their end");
    }
}
