package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Notice;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.policy.Bounds;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a test at one moment.
 *
 * @param bounds what its namespace is bound by
 * @param plan of the current run, as it was written; null where it is not written or no longer needed
 * @param jobs of the run under way, those that are there; of all runs where none is
 * @param pods of the current run
 * @param journals of the current run's runners, as far as this process has heard of them
 * @param notices what those runners last told besides their figures
 * @param lastSeen when each of them was last heard
 * @param sum of the journals' totals; of live ones it may have a second more
 * @param windows what their seconds say of thresholds on windows
 * @param attendedSince when this process began to listen: silence before that means nothing
 * @param refusal why the cluster would not make an object of the run; null where it did
 * @param unmounted what a node says that can't give a runner its files; null where it can
 * @param unreported why the cluster would not keep the report; null where it did, or was not asked
 * @param turn whether a run that is wanted may begin
 */
public record Observation(
        LoadTest test,
        Bounds bounds,
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
        @Nullable String unreported,
        Turn turn) {

    public Observation {
        Objects.requireNonNull(test, "test is null");
        Objects.requireNonNull(bounds, "bounds is null");
        Objects.requireNonNull(attendedSince, "attendedSince is null");
        Objects.requireNonNull(turn, "turn is null");
        jobs = List.copyOf(jobs);
        pods = List.copyOf(pods);
        journals = Map.copyOf(journals);
        notices = Map.copyOf(notices);
        lastSeen = Map.copyOf(lastSeen);
    }

    /**
     * What is known of a test with no run under way.
     *
     * @param jobs of all its runs
     */
    static Observation ofResting(LoadTest test, Bounds bounds, List<Job> jobs, Instant attendedSince, Turn turn) {
        return new Observation(
                test,
                bounds,
                null,
                jobs,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Interval.sum(List.of()),
                Windows.NONE,
                attendedSince,
                null,
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

    /** The same without these runners, which were lost. */
    Report report(RunPlan ofRun, Set<Integer> lost) {
        return lost.isEmpty() ? report(ofRun) : Report.without(lost, ofRun, journals, windows);
    }

    /** Null before anybody has looked at the test. */
    @Nullable
    LoadTestStatus status() {
        return statusOf(test);
    }

    /** What the API server says of a test by itself, which nobody has looked at yet, has no phase. */
    static @Nullable LoadTestStatus statusOf(LoadTest test) {
        LoadTestStatus status = test.getStatus();
        return status == null || status.phase() == null ? null : status;
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
