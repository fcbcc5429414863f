package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.RunPolicySpec;
import dev.loadstone.operator.plan.Durations;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;

/** How long the cluster lets a Job run and be, for the day that the operator is gone: it ends runs long before, and deletes them. */
final class JobTimes {
    /** A Job's deadline takes its pods away, and with them what runners left there: it must not come before they have ended. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** Pods have what their runners could not report, for an operator that was away meanwhile. */
    private static final int KEPT_SECONDS = 24 * 3600;

    private static final int MARGIN_SECONDS = 60;

    private JobTimes() {}

    static int keptSeconds(RunPolicySpec policy) {
        String ttl = policy.ttlAfterFinished();
        return ttl == null ? KEPT_SECONDS : (int) Math.max(KEPT_SECONDS, Durations.millis(ttl) / 1000 + MARGIN_SECONDS);
    }

    /** Until the end of a teardown, however the load ends; the time in which runners offer their reports comes on top. */
    static Duration longest(RunPlan plan, Duration startDeadline, RunPolicySpec policy) {
        Duration setup = plan.setup() == null ? Duration.ZERO : RunnerJobs.ERRAND;
        Duration teardown = plan.teardown() == null ? Duration.ZERO : RunnerJobs.ERRAND;
        Duration load =
                startDeadline.plus(setup).plusMillis(plan.durationMillis()).plusMillis(plan.gracefulStopMillis());
        String active = policy.activeDeadline();
        Duration bound = active == null ? load : Duration.ofMillis(Durations.millis(active));
        Duration end = bound.compareTo(load) < 0 ? bound : load;
        return end.plus(teardown).plus(MARGIN);
    }
}
