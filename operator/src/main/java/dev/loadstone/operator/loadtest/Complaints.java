package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.workload.Part;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps pods from being made or begun that the cluster tells by an event and nowhere else. Where events can't be read a run
 * goes on to its deadlines without those words.
 */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

    /** Most pods have their volumes sooner: nobody is asked about those. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Far more than the cluster tells of one object for one reason: it counts those that repeat. */
    private static final ListOptions MOST =
            new ListOptionsBuilder().withLimit(100L).build();

    private final KubernetesClient client;

    /** What a node says of files that are there, while it has too much to do. */
    private static final String BUSY = "failed to sync";

    Complaints(KubernetesClient client) {
        this.client = client;
    }

    /** Why the Job controller could not make a pod. */
    Optional<String> ofJobs(List<Job> jobs, List<Pod> pods) {
        return jobs.stream()
                .filter(job -> pods.stream().filter(pod -> Part.isOf(pod, job)).count()
                        < job.getSpec().getCompletions())
                .flatMap(job -> latest(job, "FailedCreate").stream())
                .findFirst();
    }

    /** Why a node can't give a pod its volumes; one of the pods that wait speaks for all. */
    Optional<String> ofFiles(List<Pod> pods, Instant now) {
        return pods.stream()
                .filter(pod -> isBeingMade(pod) && isOlder(pod, now.minus(PATIENCE)))
                .min(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .flatMap(pod -> latest(pod, "FailedMount"));
    }

    private static boolean isBeingMade(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream()
                        .map(ContainerStatus::getState)
                        .anyMatch(state -> state != null
                                && state.getWaiting() != null
                                && "ContainerCreating".equals(state.getWaiting().getReason()));
    }

    private static boolean isOlder(Pod pod, Instant instant) {
        return pod.getMetadata().getCreationTimestamp() != null
                && Instant.parse(pod.getMetadata().getCreationTimestamp()).isBefore(instant);
    }

    private Optional<String> latest(HasMetadata object, String reason) {
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(object.getMetadata().getNamespace())
                    .withField("involvedObject.uid", object.getMetadata().getUid())
                    .withField("reason", reason)
                    .list(MOST)
                    .getItems()
                    .stream()
                    .filter(event -> !event.getMessage().contains(BUSY))
                    .max(Comparator.comparing(event -> String.valueOf(event.getLastTimestamp())))
                    .map(Event::getMessage);
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "the events of {} {} can't be read: {}",
                    object.getKind(),
                    object.getMetadata().getName(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
