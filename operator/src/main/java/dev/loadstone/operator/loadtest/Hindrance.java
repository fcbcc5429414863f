package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.status.Situation.Trouble;
import dev.loadstone.operator.verdict.Reason;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What keeps runners from becoming ready, and may yet mend itself or be mended: in the words of the cluster. */
final class Hindrance {
    private Hindrance() {}

    static Optional<Trouble> of(Observation observation) {
        Stream<Trouble> ofPods = observation.pods().stream()
                .filter(pod -> pod.getStatus() != null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> Stream.concat(ofContainers(pod), ofConditions(pod)));
        Stream<Trouble> ofJob = Stream.ofNullable(observation.refusal())
                .map(refusal -> new Trouble(Reason.POD_REFUSED, "the cluster refuses" + Casualty.tail(refusal)));
        Stream<Trouble> ofNode = Stream.ofNullable(observation.unmounted())
                .map(words ->
                        new Trouble(Reason.CONFIG_MISSING, "a runner's files can't be mounted" + Casualty.tail(words)));
        return Stream.of(ofPods, ofJob, ofNode).flatMap(each -> each).min(Comparator.comparing(Trouble::reason));
    }

    private static Stream<Trouble> ofContainers(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .flatMap(state -> ofWaiting(pod, state.getWaiting()).stream());
    }

    private static Optional<Trouble> ofWaiting(Pod pod, ContainerStateWaiting waiting) {
        String word = waiting.getReason() == null ? "" : waiting.getReason();
        Reason reason =
                switch (word) {
                    case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" ->
                        Reason.IMAGE_PULL_FAILED;
                    case "CreateContainerConfigError" -> Reason.CONFIG_MISSING;
                    case "CreateContainerError", "RunContainerError" -> Reason.RUNNER_CRASHED;
                    default -> null;
                };
        return reason == null ? Optional.empty() : Optional.of(trouble(reason, pod, word, waiting.getMessage()));
    }

    private static Stream<Trouble> ofConditions(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(Hindrance::isUnschedulable)
                .map(each -> trouble(Reason.UNSCHEDULABLE, pod, "unschedulable", each.getMessage()));
    }

    private static boolean isUnschedulable(PodCondition condition) {
        return "PodScheduled".equals(condition.getType())
                && "False".equals(condition.getStatus())
                && "Unschedulable".equals(condition.getReason());
    }

    private static Trouble trouble(Reason reason, Pod pod, String word, @Nullable String message) {
        return new Trouble(reason, "pod " + pod.getMetadata().getName() + ", " + word + Casualty.tail(message));
    }
}
