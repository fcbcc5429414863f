package dev.loadstone.operator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A share of a run's runners that one Job starts: those with the indexes from {@code first} on.
 *
 * @param number of the part, from 1; 0 where it is the whole
 * @param name what the spec calls it; empty where it is the whole
 * @param nodeSelector labels that its nodes must have besides those of all runners
 */
public record Part(int number, String name, int first, int runners, Map<String, String> nodeSelector) {
    public Part {
        Objects.requireNonNull(name, "name is null");
        nodeSelector = Map.copyOf(nodeSelector);
        if (number < 0 || first < 0 || runners < 1) {
            throw new IllegalArgumentException("no part " + number + " of " + runners + " runners from " + first);
        }
    }

    /** All runners of a run as one. */
    static Part whole(int runners) {
        return new Part(0, "", 0, runners, Map.of());
    }

    boolean isWhole() {
        return number == 0;
    }

    /** Whether this Job is the one that starts the runner. */
    public static boolean starts(Job job, int runner) {
        int first = Labels.first(job);
        return first <= runner && runner < first + job.getSpec().getCompletions();
    }

    /** Whether the Job has written down that this runner failed: it makes no pod for it any more, and may have none left. */
    public static boolean hasFailed(Job job, int runner) {
        String failed = job.getStatus() == null ? null : job.getStatus().getFailedIndexes();
        int index = runner - Labels.first(job);
        return failed != null
                && !failed.isEmpty()
                && starts(job, runner)
                && Arrays.stream(failed.split(",")).anyMatch(range -> holds(range.split("-"), index));
    }

    /** @param ends the first and the last, or the only one */
    private static boolean holds(String[] ends, int index) {
        return Integer.parseInt(ends[0]) <= index && index <= Integer.parseInt(ends[ends.length - 1]);
    }

    /** Whether the pod is one of the Job's. */
    public static boolean isOf(HasMetadata pod, Job job) {
        return starts(job, Labels.index(pod));
    }
}
