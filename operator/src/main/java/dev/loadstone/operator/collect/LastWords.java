package dev.loadstone.operator.collect;

import dev.loadstone.operator.workload.Labels;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerSummary;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runners left in their pods' termination messages because nobody took their final reports. A message is taken
 * from a pod of one of the run's Jobs alone, for its own index, and within what the plan makes possible.
 */
public final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    private LastWords() {}

    /** By index the journals of those runners, made of what was known of them and what they left. */
    public static Map<Integer, RunnerJournal> of(
            RunPlan plan, Map<Integer, RunnerJournal> known, List<Pod> pods, List<Job> jobs) {
        var left = new TreeMap<Integer, RunnerJournal>();
        for (Pod pod : pods) {
            RunnerJournal journal = known.get(Labels.index(pod));
            if (pod.getStatus() != null && (journal == null || !journal.isFinal()) && isOfOne(pod, jobs)) {
                message(pod)
                        .flatMap(text -> read(text, plan, pod))
                        .map(summary -> journal(journal, summary, plan))
                        .filter(RunnerJournal::isFinal)
                        .ifPresent(each -> left.put(each.runner(), each));
            }
        }
        return left;
    }

    private static boolean isOfOne(Pod pod, List<Job> jobs) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .anyMatch(owner -> jobs.stream()
                        .anyMatch(job -> owner.getUid().equals(job.getMetadata().getUid())));
    }

    private static Optional<String> message(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated().getMessage())
                .filter(message -> message != null)
                .findFirst();
    }

    private static Optional<RunnerSummary> read(String text, RunPlan plan, Pod pod) {
        try {
            Optional<RunnerSummary> summary = RunnerSummary.read(text);
            summary.ifPresent(each -> check(each, plan, Labels.index(pod)));
            return summary;
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.atWarn()
                    .addKeyValue("run", plan.run())
                    .addKeyValue("pod", pod.getMetadata().getName())
                    .log("The summary in a termination message is not taken: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void check(RunnerSummary summary, RunPlan plan, int index) {
        if (!summary.run().equals(plan.run()) || summary.runner() != index || index >= plan.runners()) {
            throw new IllegalArgumentException("it is of another runner");
        }
        new PlanBounds(plan).check(summary);
    }

    private static RunnerJournal journal(@Nullable RunnerJournal known, RunnerSummary summary, RunPlan plan) {
        return (known == null ? RunnerJournal.silent(summary) : known).accept(summary, plan.warmupPhases());
    }
}
