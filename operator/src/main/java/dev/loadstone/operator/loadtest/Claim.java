package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.QueueStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a test has or wants of the runs that may be under way at one time, as its status tells.
 *
 * @param uid of the test
 * @param holds whether a run of it is under way
 * @param since when it came into the queue; null where it waits for nothing
 * @param served when its last run began; null before the first
 */
record Claim(
        String uid,
        String namespace,
        String name,
        boolean holds,
        @Nullable Instant since,
        @Nullable Instant served) {

    /** For the end of its runners' load; what a deleted test owns may take hours to go, when a node is gone. */
    private static final Duration LEAVING = Duration.ofMinutes(1);

    static Claim of(LoadTest test, Instant now) {
        LoadTestStatus status = test.getStatus();
        RunStatus run = Observation.runOf(test);
        QueueStatus queue = status == null ? null : status.queue();
        boolean waits = queue != null && !test.getSpec().suspend() && !test.isMarkedForDeletion();
        return new Claim(
                test.getMetadata().getUid(),
                test.getMetadata().getNamespace(),
                test.getMetadata().getName(),
                Observation.isLive(run) && !isGone(test, now),
                waits ? Instant.parse(queue.since()) : null,
                run == null || run.createdAt() == null ? null : Instant.parse(run.createdAt()));
    }

    private static boolean isGone(LoadTest test, Instant now) {
        String deleted = test.getMetadata().getDeletionTimestamp();
        return deleted != null && !now.isBefore(Instant.parse(deleted).plus(LEAVING));
    }

    /** The same, with nothing under way and nothing wanted. */
    Claim idle() {
        return new Claim(uid, namespace, name, false, null, served);
    }

    /** The same, with a run under way. */
    Claim held(Instant now) {
        return new Claim(uid, namespace, name, true, null, now);
    }

    /** The same, in the queue, where it stays if it is there already. */
    Claim wanted(Instant now) {
        return new Claim(uid, namespace, name, false, since == null ? now : since, served);
    }

    boolean waits() {
        return since != null && !holds;
    }
}
