package dev.loadstone.operator.collect;

import dev.loadstone.operator.workload.Labels;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads runners from their pods' labels: from a cache where it has them, which may lag, else from the API server. */
public final class ClusterRunnerPods implements RunnerPods {
    private final KubernetesClient client;
    private final BiFunction<String, String, Optional<Pod>> cache;

    /** @param cache by namespace and name; always empty where there is none */
    public ClusterRunnerPods(KubernetesClient client, BiFunction<String, String, Optional<Pod>> cache) {
        this.client = client;
        this.cache = cache;
    }

    @Override
    public Optional<RunnerPod> find(String namespace, String podName, String podUid) {
        return cache.apply(namespace, podName)
                .filter(pod -> podUid.equals(pod.getMetadata().getUid()))
                .or(() -> ask(namespace, podName, podUid))
                .flatMap(ClusterRunnerPods::runner);
    }

    private Optional<Pod> ask(String namespace, String podName, String podUid) {
        return Optional.ofNullable(
                        client.pods().inNamespace(namespace).withName(podName).get())
                .filter(pod -> podUid.equals(pod.getMetadata().getUid()));
    }

    /**
     * Labels alone are not enough: a runner's pod belongs to a Job. Who may make pods in the namespace of a test may still make
     * one that passes for its runner; in another namespace nobody can.
     */
    static Optional<RunnerPod> runner(Pod pod) {
        List<OwnerReference> owners = pod.getMetadata().getOwnerReferences();
        boolean ofJob = owners != null
                && owners.stream()
                        .anyMatch(owner -> "Job".equals(owner.getKind()) && Boolean.TRUE.equals(owner.getController()));
        int index = Labels.index(pod);
        return ofJob && index >= 0
                ? Labels.run(pod).map(run -> new RunnerPod(pod.getMetadata().getNamespace(), run, index))
                : Optional.empty();
    }
}
