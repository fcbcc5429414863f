package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;

/** All runners of a run: an Indexed Job for each part of the load, each of which never starts a runner twice. */
public final class RunnerJobs {
    /** A Job's deadline takes its pods away, and with them what runners left there: it must not come before they have ended. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** How long a setup, or a teardown, may take. */
    public static final Duration ERRAND = Duration.ofMinutes(5);

    /** Pods have what their runners could not report, for an operator that was away meanwhile. */
    private static final int KEPT_SECONDS = 24 * 3600;

    private RunnerJobs() {}

    /** @param startDeadline how long runners may take to be ready */
    public static List<Job> of(LoadTest test, RunPlan plan, Duration startDeadline, RunnerSettings settings) {
        long deadline = longest(plan, startDeadline)
                .plus(settings.linger())
                .plus(MARGIN)
                .toSeconds();
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
                .withTtlSecondsAfterFinished(KEPT_SECONDS)
                .withTemplate(RunnerTemplate.of(test, plan, part, settings))
                .endSpec()
                .build();
    }

    private static Duration longest(RunPlan plan, Duration startDeadline) {
        Duration load = startDeadline.plusMillis(plan.durationMillis()).plusMillis(plan.gracefulStopMillis());
        Duration setup = plan.setup() == null ? Duration.ZERO : ERRAND;
        Duration teardown = plan.teardown() == null ? Duration.ZERO : ERRAND;
        return load.plus(setup).plus(teardown);
    }
}
