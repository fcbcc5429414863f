package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Notice;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a test at one moment.
 *
 * @param plan of the current run, as it was written; null where it is not written or no longer needed
 * @param jobs of the current run, those that are there
 * @param pods of the current run
 * @param journals of the current run's runners, as far as this process has heard of them
 * @param notices what those runners last told besides their figures
 * @param lastSeen when each of them was last heard
 * @param sum of the journals' totals; of live ones it may have a second more
 * @param windows what their seconds say of thresholds on windows
 * @param attendedSince when this process began to listen: silence before that means nothing
 * @param refusal why the cluster would not make an object of the run; null where it did
 * @param unmounted what a node says that can't give a runner its files; null where it can
 * @param turn whether a run that is wanted may begin
 */
public record Observation(
        LoadTest test,
        @Nullable RunPlan plan,
        List<Job> jobs,
        List<Pod> pods,
        Map<Integer, RunnerJournal> journals,
        Map<Integer, Notice> notices,
        Map<Integer, Instant> lastSeen,
        Interval sum,
        Windows windows,
        Instant attendedSince,
        @Nullable String refusal,
        @Nullable String unmounted,
        Turn turn) {

    public Observation {
        Objects.requireNonNull(test, "test is null");
        Objects.requireNonNull(attendedSince, "attendedSince is null");
        Objects.requireNonNull(turn, "turn is null");
        jobs = List.copyOf(jobs);
        pods = List.copyOf(pods);
        journals = Map.copyOf(journals);
        notices = Map.copyOf(notices);
        lastSeen = Map.copyOf(lastSeen);
    }

    /** What is known of a test with no run under way. */
    static Observation ofResting(LoadTest test, Instant attendedSince, Turn turn) {
        return new Observation(
                test,
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Interval.sum(List.of()),
                Windows.NONE,
                attendedSince,
                null,
                null,
                turn);
    }

    /** Whether the Jobs of all runners of the run are there. */
    boolean hasAllJobs(RunPlan ofRun) {
        return jobs.stream().mapToInt(each -> each.getSpec().getCompletions()).sum() >= ofRun.runners();
    }

    /** What the runners of the current run told, whose plan this is. */
    Report report(RunPlan ofRun) {
        return Report.merge(ofRun, journals.values(), sum, windows);
    }

    @Nullable
    LoadTestStatus status() {
        return test.getStatus();
    }

    /** How the number of the current run's runners was found; null where it was given. */
    @Nullable
    String sizing() {
        LoadTestStatus status = status();
        return status == null || status.runners() == null
                ? null
                : status.runners().sizing();
    }

    /** The current run, or the last one; null before the first. */
    @Nullable
    RunStatus run() {
        return runOf(test);
    }

    static @Nullable RunStatus runOf(LoadTest test) {
        return test.getStatus() == null ? null : test.getStatus().run();
    }

    static boolean isLive(@Nullable RunStatus run) {
        return run != null && run.finishedAt() == null;
    }

    static RunId runId(LoadTest test, RunStatus run) {
        return new RunId(test.getMetadata().getUid(), run.number());
    }

    long generation() {
        return test.getMetadata().getGeneration();
    }

    boolean isSuspended() {
        return test.getSpec().suspend();
    }
}
