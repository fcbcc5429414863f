package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;

/** All runners of a run as one Indexed Job that never starts a runner twice. */
public final class RunnerJob {
    /** How long a runner that is done may offer its last report to an operator that is away. */
    private static final Duration LINGER = Duration.ofMinutes(15);

    private static final int KEPT_SECONDS = 3600;

    private RunnerJob() {}

    /** @param startDeadline how long runners may take to be ready */
    public static Job of(LoadTest test, RunPlan plan, Duration startDeadline, RunnerSettings settings) {
        Duration longest = startDeadline
                .plusMillis(plan.durationMillis())
                .plusMillis(plan.gracefulStopMillis())
                .plus(LINGER);
        return new JobBuilder()
                .withMetadata(RunMetadata.of(test, plan.run(), name(test, plan.run())))
                .withNewSpec()
                .withCompletionMode("Indexed")
                .withCompletions(plan.runners())
                .withParallelism(plan.runners())
                // One lost runner must not take the others with it, and none comes back to make its load twice.
                .withBackoffLimitPerIndex(0)
                .withMaxFailedIndexes(plan.runners())
                .withPodReplacementPolicy("Failed")
                .withActiveDeadlineSeconds(longest.toSeconds())
                .withTtlSecondsAfterFinished(KEPT_SECONDS)
                .withTemplate(RunnerTemplate.of(test, plan, settings))
                .endSpec()
                .build();
    }

    public static String name(LoadTest test, RunId run) {
        return Names.job(test.getMetadata().getName(), run);
    }
}
