package dev.loadstone.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunnerJournalTest {
    private final Random random = new Random(1);
    private final Interval s0 = Reports.second(0, random);
    private final Interval s1 = Reports.second(1, random);
    private final Interval s2 = Reports.second(2, random);

    @Test
    void addsIntervalsThatFollow() {
        RunnerJournal journal = RunnerJournal.of(Reports.running(0, 0, s0)).accept(Reports.running(0, 1, s1, s2));
        assertThat(journal.received()).isEqualTo(2);
        assertThat(journal.gap()).isFalse();
        assertThat(journal.total()).isEqualTo(s0.plus(s1).plus(s2));
    }

    @Test
    void takesAnIntervalOnceHoweverOftenItComes() {
        RunnerJournal journal = RunnerJournal.of(Reports.running(0, 0, s0))
                .accept(Reports.running(0, 1, s0, s1))
                .accept(Reports.running(0, 1, s0, s1))
                .accept(Reports.running(0, 0, s0));
        assertThat(journal.total()).isEqualTo(s0.plus(s1));
        assertThat(journal.sequence()).isEqualTo(1);
    }

    @Test
    void seesAGapBehindIntervalsThatItTook() {
        RunnerJournal journal = RunnerJournal.of(Reports.running(0, 0, s0, s2));
        assertThat(journal.received()).isZero();
        assertThat(journal.gap()).isTrue();
    }

    @Test
    void keepsAGapUntilItIsFilled() {
        RunnerJournal gap = RunnerJournal.of(Reports.running(0, 4, s2));
        assertThat(gap.gap()).isTrue();
        assertThat(gap.accept(Reports.running(0, 5)).gap()).isTrue();
        Interval whole = s0.plus(s1).plus(s2);
        RunnerJournal filled = gap.accept(Reports.report(0, 6, State.RUNNING, List.of(s2), whole));
        assertThat(filled.gap()).isFalse();
        assertThat(filled.received()).isEqualTo(2);
        assertThat(filled.total()).isEqualTo(whole);
    }

    @Test
    void believesAFinalTotalThatIsTheSum() {
        RunnerJournal journal = RunnerJournal.of(Reports.running(0, 0, s0)).accept(done(1, List.of(s1), s0.plus(s1)));
        assertThat(journal.isFinal()).isTrue();
        assertThat(journal.agreed()).isTrue();
    }

    @Test
    void doesNotBelieveAFinalTotalThatIsAnotherSum() {
        Interval otherSecond = Reports.second(1, new Random(99));
        RunnerJournal journal =
                RunnerJournal.of(Reports.running(0, 0, s0, s1)).accept(done(1, List.of(), s0.plus(otherSecond)));
        assertThat(journal.agreed()).isFalse();
        assertThat(journal.accept(done(2, List.of(), s0.plus(s1))).agreed())
                .as("a final report can't be taken back")
                .isFalse();
    }

    @Test
    void doesNotBelieveAFinalTotalThatLeavesSecondsOut() {
        RunnerJournal known = RunnerJournal.of(Reports.running(0, 0, s0, s1));
        assertThat(known.accept(done(1, List.of(), s0)).agreed())
                .as("ends too early")
                .isFalse();
        assertThat(known.accept(done(1, List.of(), s1)).agreed())
                .as("starts too late")
                .isFalse();
    }

    @Test
    void tellsWhatMattersToTheStage() {
        RunnerJournal armed = RunnerJournal.of(Reports.armed(0, 0));
        assertThat(armed.accept(Reports.armed(0, 1)).isFurtherThan(armed)).isFalse();
        RunnerJournal running = armed.accept(Reports.running(0, 2, s0));
        assertThat(running.isFurtherThan(armed)).isTrue();
        assertThat(running.accept(Reports.running(0, 3, s1)).isFurtherThan(running))
                .isFalse();
        assertThat(running.accept(done(4, List.of(s1), s0.plus(s1))).isFurtherThan(running))
                .isTrue();
    }

    private static RunnerReport done(long sequence, List<Interval> intervals, Interval total) {
        return Reports.report(0, sequence, State.DONE, intervals, total);
    }
}
