package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.verdict.Verdict;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a status is computed from.
 *
 * @param generation of the spec that was looked at
 * @param previous the status that is there, for the times of conditions; null for none
 * @param run null where no run was ever planned
 * @param report null before there are figures
 * @param verdict null while the run is not judged
 * @param trouble what keeps the run from going on, though its deadline has not passed; null for nothing
 * @param reportRef name of the written report, null before
 * @param awaited what a test that is queued or scheduled waits for, in a sentence; null for any other
 */
public record Situation(
        long generation,
        @Nullable LoadTestStatus previous,
        RunPhase phase,
        @Nullable RunStatus run,
        RunnerCounts runners,
        @Nullable Report report,
        @Nullable Verdict verdict,
        @Nullable Trouble trouble,
        @Nullable String reportRef,
        List<HistoryEntry> history,
        @Nullable String awaited) {

    public Situation {
        Objects.requireNonNull(phase, "phase is null");
        Objects.requireNonNull(runners, "runners is null");
        history = List.copyOf(history);
    }

    /** Of a test that waits for nothing but its runners. */
    public Situation(
            long generation,
            @Nullable LoadTestStatus previous,
            RunPhase phase,
            @Nullable RunStatus run,
            RunnerCounts runners,
            @Nullable Report report,
            @Nullable Verdict verdict,
            @Nullable Trouble trouble,
            @Nullable String reportRef,
            List<HistoryEntry> history) {
        this(generation, previous, phase, run, runners, report, verdict, trouble, reportRef, history, null);
    }

    /**
     * Runners wanted, ready to start or further, with a final report, and ended without one.
     *
     * @param sizing how their number was found; null where it was given
     */
    public record RunnerCounts(
            int desired,
            int ready,
            int reported,
            int lost,
            @Nullable String sizing) {
        /** Runners of a given number. */
        public RunnerCounts(int desired, int ready, int reported, int lost) {
            this(desired, ready, reported, lost, null);
        }
    }

    /** What is in the way, and in whose words. */
    public record Trouble(Reason reason, String message) {}
}
