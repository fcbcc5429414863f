package dev.loadstone.operator.report;

import static dev.loadstone.operator.report.SampleRun.SOUND;
import static dev.loadstone.operator.report.SampleRun.done;
import static dev.loadstone.operator.report.SampleRun.journal;
import static dev.loadstone.operator.report.SampleRun.series;
import static dev.loadstone.operator.report.SampleRun.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.operator.measure.ByName;
import dev.loadstone.operator.measure.Selection;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final ErrorClass UNAVAILABLE = ErrorClass.ofStatus(503);

    @Test
    void percentilesAreThoseOfAllSamplesAndNotAMeanOfTheRunners() {
        Report report = Report.merge(
                SampleRun.plan(2),
                List.of(
                        done(0, SOUND, series("steady", "search", Map.of(), times(99, 10_000))),
                        done(1, SOUND, series("peak", "search", Map.of(), times(1, 900_000)))));
        LatencyHistogram times = report.results()
                .select(new Selection("search", null, null, null, null, null))
                .timing(Timing.RESPONSE_TIME);
        assertThat(times.count()).isEqualTo(100);
        assertThat(times.percentileMicros(99)).isCloseTo(10_000, within(10L));
        assertThat(times.percentileMicros(99.1)).isEqualTo(900_000);
    }

    @Test
    void warmUpIsKeptApart() {
        Report report = Report.merge(
                SampleRun.plan(1),
                List.of(done(
                        0,
                        SOUND,
                        series("warm-up", "search", Map.of(), times(7, 5)),
                        series("steady", "search", Map.of(UNAVAILABLE, 2L), times(5, 5)),
                        series("peak", "order", Map.of(), times(3, 5)))));
        assertThat(report.results().counts()).isEqualTo(new Counts(8, 6, 2, 0, 0));
        assertThat(report.warmup().counts()).isEqualTo(new Counts(7, 7, 0, 0, 0));
        assertThat(report.results().errors()).containsOnly(Map.entry(UNAVAILABLE, 2L));
        assertThat(ByName.requests(report.results().requests())).containsOnlyKeys("order", "search");
        assertThat(report.results()
                        .select(new Selection("search", null, null, null, null, null))
                        .checkTotal()
                        .failed())
                .isEqualTo(2);
        assertThat(report.results().bytesReceived()).isEqualTo(8_000);
    }

    @Test
    void ratesAreOverTheMeasuredPhasesAsFarAsTheyWereRun() {
        var plan = SampleRun.plan(1);
        assertThat(after(5).measuredSeconds()).isZero();
        assertThat(after(40).measuredSeconds()).isEqualTo(30);
        assertThat(after(100).measuredSeconds()).isEqualTo(90);
        assertThat(after(130).measuredSeconds())
                .as("the graceful stop does not count")
                .isEqualTo(90);
        assertThat(after(40).ratePerSecond()).isEqualTo(2);
        assertThat(Report.merge(plan, List.of()).ratePerSecond()).isZero();
    }

    private static Report after(int seconds) {
        return Report.merge(
                SampleRun.plan(1),
                List.of(journal(0, State.RUNNING, seconds, SOUND, series("steady", "search", Map.of(), times(60, 5)))));
    }

    @Test
    void aRunnerThatIsBehindDoesNotLowerTheLiveRate() {
        Report report = Report.merge(
                SampleRun.plan(2),
                List.of(
                        journal(0, State.RUNNING, 14, SOUND, series("steady", "search", Map.of(), times(40, 5))),
                        journal(1, State.RUNNING, 12, SOUND, series("steady", "search", Map.of(), times(20, 5)))));
        assertThat(report.liveRatePerSecond()).isEqualTo(20);
    }

    @Test
    void itIsCompleteWhenEveryRunnerHasSaidItsLastWordAndAgrees() {
        var plan = SampleRun.plan(2);
        var last = done(1, SOUND);
        assertThat(Report.merge(plan, List.of(done(0, SOUND), last)).complete()).isTrue();
        assertThat(Report.merge(plan, List.of(last)).complete()).isFalse();
        assertThat(Report.merge(plan, List.of(journal(0, State.RUNNING, 9, SOUND), last))
                        .complete())
                .isFalse();
        assertThat(Report.merge(plan, List.of(Disagreement.of(done(0, SOUND)), last))
                        .complete())
                .isFalse();
    }

    @Test
    void itIsBalancedWhenAllThatWasDueIsAccountedFor() {
        var open = new RequestSeries(
                new RequestKey("warm-up", "shopper", "search"),
                new Counts(5, 3, 0, 1, 0),
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                0);
        assertThat(Report.merge(SampleRun.plan(1), List.of(done(0, SOUND))).balanced())
                .isTrue();
        assertThat(Report.merge(SampleRun.plan(1), List.of(done(0, SOUND, open)))
                        .balanced())
                .isFalse();
    }

    @Test
    void theSkewIsTheSpreadOfTheStartsAndHalfTheLongestRoundTrip() {
        assertThat(Report.merge(SampleRun.plan(3), List.of(done(0, SOUND), done(2, SOUND), done(1, SOUND)))
                        .startSkewMicros())
                .isEqualTo(600 + 1_000);
        assertThat(Report.merge(SampleRun.plan(1), List.of(done(0, SOUND))).startSkewMicros())
                .isZero();
    }

    @Test
    void twoJournalsOfOneRunnerAreRefused() {
        assertThatThrownBy(() -> Report.merge(SampleRun.plan(2), List.of(done(0, SOUND), done(0, SOUND))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Report.merge(SampleRun.plan(2), List.of(done(2, SOUND))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
