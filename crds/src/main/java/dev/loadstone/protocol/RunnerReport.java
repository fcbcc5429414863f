package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One push of a runner.
 *
 * @param version format; as that of the plan
 * @param runner the runner's index, from 0
 * @param boot a random name of this process: a second process for the same index is not the same runner
 * @param sequence number of this push, rising within a boot; an older one that comes late is ignored
 * @param activeUsers users at work at this moment
 * @param intervals what the operator has not acknowledged yet, oldest first, one second each
 * @param total everything from second 0: in the final report, and where the operator asked for it
 * @param clock null until measured
 * @param message why the runner is broken, or ended before its load was over without being told by the operator; else empty
 * @param errand the latest one it was told to do; null for none
 * @param endTest whether a user of it has ended the test, for all runners
 */
public record RunnerReport(
        int version,
        RunId run,
        int runner,
        String boot,
        long sequence,
        State state,
        int activeUsers,
        List<Interval> intervals,
        @Nullable Interval total,
        @Nullable ClockReading clock,
        String message,
        @Nullable Errand errand,
        Boolean endTest) {

    /** The newest format that this build reads, and the one it writes. */
    public static final int VERSION = 2;

    @JsonCreator
    public RunnerReport {
        endTest = endTest != null && endTest;
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(run, "run is null");
        Objects.requireNonNull(boot, "boot is null");
        Objects.requireNonNull(state, "state is null");
        intervals = List.copyOf(intervals);
        if (runner < 0 || sequence < 0 || activeUsers < 0) {
            throw new IllegalArgumentException("runner, sequence or activeUsers is negative");
        }
        if (state == State.DONE && total == null) {
            throw new IllegalArgumentException("a final report is cumulative");
        }
    }

    /** A report of a runner without an errand, whose users don't end the test. */
    public RunnerReport(
            int version,
            RunId run,
            int runner,
            String boot,
            long sequence,
            State state,
            int activeUsers,
            List<Interval> intervals,
            @Nullable Interval total,
            @Nullable ClockReading clock,
            String message) {
        this(version, run, runner, boot, sequence, state, activeUsers, intervals, total, clock, message, null, false);
    }

    /** How far the runner is. */
    public enum State {
        /** Ready to start at the instant it will be told. */
        ARMED,
        /** Making load, or waiting for the last responses. */
        RUNNING,
        /** Finished; this is its final report. */
        DONE,
        /** It can't do the run; the message says why. */
        BROKEN
    }
}
