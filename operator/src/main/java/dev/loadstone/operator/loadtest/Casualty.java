package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.protocol.RunnerSummary;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A runner that ended though it should not have, and what its pod says of it. */
record Casualty(int runner, Reason reason, String what) {
    private static final int LONGEST = 300;
    /** What the JVM says that ends for want of heap, which is a share of the limit. */
    private static final String HEAP_FULL = "java.lang.OutOfMemoryError";
    /** An exit code above it tells of a signal. */
    private static final int SIGNALS = 128;
    /** Of a JVM that was asked to end, and did. */
    private static final int TERMINATED = SIGNALS + 15;

    /** @param pod null where it is gone */
    static Casualty of(int runner, @Nullable Pod pod) {
        if (pod == null) {
            return new Casualty(runner, Reason.RUNNER_LOST, "runner " + runner + " is gone with its pod");
        }
        Optional<PodCondition> disruption = pod.getStatus().getConditions().stream()
                .filter(each -> "DisruptionTarget".equals(each.getType()) && "True".equals(each.getStatus()))
                .findAny();
        ContainerStateTerminated ended = terminated(pod);
        if (ended != null && "OOMKilled".equals(ended.getReason())) {
            return new Casualty(
                    runner,
                    Reason.RUNNER_OOM_KILLED,
                    "runner " + runner + " was killed by its memory limit" + memoryLimit(pod));
        }
        if (ended != null && ended.getMessage() != null && ended.getMessage().contains(HEAP_FULL)) {
            return new Casualty(
                    runner,
                    Reason.RUNNER_OOM_KILLED,
                    "runner " + runner + " ran out of memory"
                            + (memoryLimit(pod).isEmpty() ? "" : " under its limit" + memoryLimit(pod)));
        }
        if (disruption.isPresent() || "Evicted".equals(pod.getStatus().getReason())) {
            String words = disruption
                    .map(PodCondition::getMessage)
                    .orElse(pod.getStatus().getMessage());
            return new Casualty(runner, Reason.RUNNER_EVICTED, "runner " + runner + " was evicted" + tail(words));
        }
        return new Casualty(runner, Reason.RUNNER_LOST, lost(runner, pod, ended));
    }

    private static String lost(int runner, Pod pod, @Nullable ContainerStateTerminated ended) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return "the pod of runner " + runner + " was deleted";
        }
        if (isCutOff(pod)) {
            return "runner " + runner + " is gone with its node, "
                    + pod.getSpec().getNodeName();
        }
        if (ended == null) {
            return "runner " + runner + " ended" + tail(pod.getStatus().getMessage());
        }
        int code = ended.getExitCode();
        String how = code > SIGNALS && code != TERMINATED
                ? " was killed by signal " + (code - SIGNALS)
                : " ended with exit code " + code;
        return "runner " + runner + how
                + tail(ended.getMessage() == null ? null : RunnerSummary.words(ended.getMessage()));
    }

    /** Whether the cluster has lost its node: nothing else makes a running pod without probes not ready. */
    static boolean isCutOff(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase())
                && terminated(pod) == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(each -> "Ready".equals(each.getType())
                                && "False".equals(each.getStatus())
                                && (each.getReason() == null || each.getReason().isEmpty()));
    }

    /** The next step, as the end of a sentence; empty where there is none. */
    String advice() {
        return reason == Reason.RUNNER_OOM_KILLED ? "; give each runner more memory in spec.runners.resources" : "";
    }

    /** Whether the runner's process has ended, or its pod will never run again. */
    static boolean hasEnded(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    private static @Nullable ContainerStateTerminated terminated(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated())
                .findFirst()
                .orElse(null);
    }

    private static String memoryLimit(Pod pod) {
        Map<String, Quantity> limits =
                pod.getSpec().getContainers().getFirst().getResources().getLimits();
        return limits == null || limits.get("memory") == null ? "" : " of " + limits.get("memory");
    }

    /** The words as the end of a sentence: one line of them, and not too much. */
    static String tail(@Nullable String words) {
        String line = words == null ? "" : words.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
    }
}
