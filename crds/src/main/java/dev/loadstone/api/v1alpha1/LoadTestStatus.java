package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the test stands: of its current run, or of its last one. */
public record LoadTestStatus(
        @JsonPropertyDescription(
                "The generation of the spec that this status speaks of; -1 until the operator has seen the test.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("How far the current run is.") @Nullable
        RunPhase phase,

        @JsonPropertyDescription("How the last run ended; absent while one is under way.") @Nullable
        Outcome verdict,

        @JsonPropertyDescription("Why, in one word of a closed list.") @Nullable
        String reason,

        @JsonPropertyDescription("Why, in a sentence that says what to do where there is something to do.") @Nullable
        String message,

        @JsonPropertyDescription("The current run, or the last one.") @Nullable
        RunStatus run,

        @JsonPropertyDescription("The test's place in the queue; absent where it waits in none.") @Nullable
        QueueStatus queue,

        @JsonPropertyDescription("How far the schedule is; absent without one.") @Nullable
        ScheduleStatus schedule,

        @JsonPropertyDescription("Key figures as text, for columns.") @Nullable
        SummaryStatus summary,

        @JsonPropertyDescription("Position in the load.") @Nullable
        ProgressStatus progress,

        @JsonPropertyDescription("The runners of the run.") @Nullable
        RunnersStatus runners,

        @JsonPropertyDescription("What was measured, merged over all runners, without warm-up.") @Nullable
        ResultsStatus results,

        @JsonPropertyDescription("Each threshold with what was observed.") @Size(max = 100)
        List<ThresholdStatus> thresholds,

        @JsonPropertyDescription("Whether the load generator itself was the bottleneck.") @Nullable
        GeneratorStatus generator,

        @JsonPropertyDescription("Name of the ConfigMap with the whole report of the run; absent where there is none.")
        @Nullable
        String reportRef,

        @JsonPropertyDescription("Earlier runs, the newest first; runPolicy.historyLimit says how many.")
        @Size(max = 50)
        List<HistoryEntry> history,

        @JsonPropertyDescription(
                "What tools wait for: Accepted, RunnersReady, ResultsComplete, Finished, Passed, Ready, Reconciling, Stalled.")
        @Size(max = 20)
        List<Condition> conditions) {

    public LoadTestStatus {
        thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
        history = history == null ? List.of() : List.copyOf(history);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** No more of the status than the phase, and which run it tells of. */
    public LoadTestStatus outline() {
        RunStatus last = run == null ? null : run.outline();
        return new LoadTestStatus(
                null, phase, null, null, null, last, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same status, of this run. */
    public LoadTestStatus withRun(RunStatus other) {
        return with(other, queue, schedule, reportRef, history);
    }

    /** The same status of a test that waits in a queue. */
    public LoadTestStatus withQueue(QueueStatus place) {
        return with(run, place, schedule, reportRef, history);
    }

    /** The same status with this of the schedule. */
    public LoadTestStatus withSchedule(@Nullable ScheduleStatus progressed) {
        return with(run, queue, progressed, reportRef, history);
    }

    /** The same status, with these reports still kept. */
    public LoadTestStatus keeping(@Nullable String newReportRef, List<HistoryEntry> newHistory) {
        return with(run, queue, schedule, newReportRef, newHistory);
    }

    private LoadTestStatus with(
            @Nullable RunStatus newRun,
            @Nullable QueueStatus newQueue,
            @Nullable ScheduleStatus newSchedule,
            @Nullable String newReportRef,
            List<HistoryEntry> newHistory) {
        return new LoadTestStatus(
                observedGeneration,
                phase,
                verdict,
                reason,
                message,
                newRun,
                newQueue,
                newSchedule,
                summary,
                progress,
                runners,
                results,
                thresholds,
                generator,
                newReportRef,
                newHistory,
                conditions);
    }
}
