package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.measure.Windows;
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
 * @param job of the current run, null for none
 * @param pods of the current run
 * @param journals of the current run's runners, as far as this process has heard of them
 * @param lastSeen when each of them was last heard
 * @param windows what their seconds say of thresholds on windows
 * @param attendedSince when this process began to listen: silence before that means nothing
 * @param refusal why the cluster would not make an object of the run; null where it did
 */
public record Observation(
        LoadTest test,
        @Nullable RunPlan plan,
        @Nullable Job job,
        List<Pod> pods,
        Map<Integer, RunnerJournal> journals,
        Map<Integer, Instant> lastSeen,
        Windows windows,
        Instant attendedSince,
        @Nullable String refusal) {

    public Observation {
        Objects.requireNonNull(test, "test is null");
        Objects.requireNonNull(attendedSince, "attendedSince is null");
        pods = List.copyOf(pods);
        journals = Map.copyOf(journals);
        lastSeen = Map.copyOf(lastSeen);
    }

    @Nullable
    LoadTestStatus status() {
        return test.getStatus();
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
