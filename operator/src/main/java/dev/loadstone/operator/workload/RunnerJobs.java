package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunPolicySpec;
import dev.loadstone.operator.plan.Durations;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;

/** All runners of a run: an Indexed Job for each part of the load, each of which never starts a runner twice. */
public final class RunnerJobs {
    /** How long a runner that is done may offer its last report to an operator that is away. */
    private static final Duration LINGER = Duration.ofMinutes(15);

    /** How long a setup, or a teardown, may take. */
    public static final Duration ERRAND = Duration.ofMinutes(5);

    private static final int KEPT_SECONDS = 3600;
    private static final int MARGIN_SECONDS = 60;

    private RunnerJobs() {}

    /** @param startDeadline how long runners may take to be ready */
    public static List<Job> of(LoadTest test, RunPlan plan, Duration startDeadline, RunnerSettings settings) {
        long deadline = longest(plan, startDeadline, test.getSpec().runPolicy()).toSeconds();
        return Parts.of(test.getSpec().runners(), plan.runners()).stream()
                .map(part -> job(test, plan, part, deadline, settings))
                .toList();
    }

    private static Job job(LoadTest test, RunPlan plan, Part part, long deadlineSeconds, RunnerSettings settings) {
        return new JobBuilder()
                .withMetadata(RunMetadata.of(test, plan.run(), part))
                .withNewSpec()
                .withCompletionMode("Indexed")
                .withCompletions(part.runners())
                .withParallelism(part.runners())
                // One lost runner must not take the others with it, and none comes back to make its load twice.
                .withBackoffLimitPerIndex(0)
                .withMaxFailedIndexes(part.runners())
                .withPodReplacementPolicy("Failed")
                .withActiveDeadlineSeconds(deadlineSeconds)
                .withTtlSecondsAfterFinished(keptSeconds(test.getSpec().runPolicy()))
                .withTemplate(RunnerTemplate.of(test, plan, part, settings))
                .endSpec()
                .build();
    }

    /** Where the operator deletes them itself, this is for the day that it is gone. */
    private static int keptSeconds(RunPolicySpec policy) {
        String ttl = policy.ttlAfterFinished();
        return ttl == null ? KEPT_SECONDS : (int) (Durations.millis(ttl) / 1000) + MARGIN_SECONDS;
    }

    /** The last resort: the operator ends runs long before, and reports have their time after that. */
    private static Duration longest(RunPlan plan, Duration startDeadline, RunPolicySpec policy) {
        Duration load = startDeadline
                .plusMillis(plan.durationMillis())
                .plusMillis(plan.gracefulStopMillis())
                .plus(LINGER);
        Duration setup = plan.setup() == null ? Duration.ZERO : ERRAND;
        Duration teardown = plan.teardown() == null ? Duration.ZERO : ERRAND;
        Duration all = load.plus(setup).plus(teardown);
        if (policy.activeDeadline() == null) {
            return all;
        }
        Duration active = Duration.ofMillis(Durations.millis(policy.activeDeadline()))
                .plus(LINGER)
                .plus(teardown);
        return active.compareTo(all) < 0 ? active : all;
    }
}
