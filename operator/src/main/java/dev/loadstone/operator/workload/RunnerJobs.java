package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All runners of a run: an Indexed Job for each part of the load, each of which never starts a runner twice. */
public final class RunnerJobs {
    /** How long a setup, or a teardown, may take. */
    public static final Duration ERRAND = Duration.ofMinutes(5);

    private RunnerJobs() {}

    /**
     * @param planDigest of the plan as it is written; null for a run that was planned before statuses had it
     * @param startDeadline how long runners may take to be ready
     */
    public static List<Job> of(
            LoadTest test, RunPlan plan, @Nullable String planDigest, Duration startDeadline, RunnerSettings settings) {
        long deadline = JobTimes.longest(plan, startDeadline, test.getSpec().runPolicy())
                .plus(settings.linger())
                .toSeconds();
        return Parts.of(test.getSpec().runners(), plan.runners()).stream()
                .map(part -> job(test, plan, part, deadline, RunnerTemplate.of(test, plan, planDigest, part, settings)))
                .toList();
    }

    /** Whether it can be one of them: whoever may make Jobs there can label his own so. */
    public static boolean isOne(Job job) {
        return "Indexed".equals(job.getSpec().getCompletionMode())
                && job.getSpec().getCompletions() != null;
    }

    private static Job job(LoadTest test, RunPlan plan, Part part, long deadlineSeconds, PodTemplateSpec template) {
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
                .withTtlSecondsAfterFinished(JobTimes.keptSeconds(test.getSpec().runPolicy()))
                .withTemplate(template)
                .endSpec()
                .build();
    }
}
