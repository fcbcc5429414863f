package dev.loadstone.operator.report;

import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Reduction;
import dev.loadstone.protocol.RunnerReport.State;
import java.util.Objects;

/**
 * How one runner stands in a report.
 *
 * @param runner its index, from 0
 * @param isFinal whether its last word is here
 * @param agreed false where its final total is not the sum of what it told before
 * @param seconds of the run that its figures cover
 * @param startLateMicros how late it started; 0 where it has not
 * @param roundTripMicros of its clock's best exchange; 0 where there was none
 * @param reduction what is left of its figures
 * @param summarized whether a summary in its pod's termination message stands for its final report, which never came
 */
public record RunnerPart(
        int runner,
        State state,
        boolean isFinal,
        boolean agreed,
        int activeUsers,
        int seconds,
        long startLateMicros,
        long roundTripMicros,
        String message,
        Reduction reduction,
        boolean summarized) {
    /** Of a runner whose figures are all there. */
    public RunnerPart(
            int runner,
            State state,
            boolean isFinal,
            boolean agreed,
            int activeUsers,
            int seconds,
            long startLateMicros,
            long roundTripMicros,
            String message) {
        this(
                runner,
                state,
                isFinal,
                agreed,
                activeUsers,
                seconds,
                startLateMicros,
                roundTripMicros,
                message,
                Reduction.NONE,
                false);
    }

    public RunnerPart {
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(message, "message is null");
    }

    static RunnerPart of(RunnerJournal journal) {
        ClockReading clock = journal.clock() == null ? new ClockReading(0, 0, 0) : journal.clock();
        return new RunnerPart(
                journal.runner(),
                journal.state(),
                journal.isFinal(),
                journal.agreed(),
                journal.activeUsers(),
                journal.received() + 1,
                clock.startLateMicros(),
                clock.roundTripMicros(),
                journal.message(),
                journal.reduction(),
                journal.summarized());
    }
}
