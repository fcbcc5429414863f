package dev.loadstone.operator.collect;

import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads runners from their pods' labels: from a cache where it has them, which may lag, else from the API server. */
public final class ClusterRunnerPods implements RunnerPods {
    private static final String TEST = "loadstone.dev/test-uid";
    private static final String RUN = "loadstone.dev/run";
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

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
                .map(Pod::getMetadata)
                .filter(metadata -> podUid.equals(metadata.getUid()))
                .or(() -> ask(namespace, podName, podUid))
                .flatMap(ClusterRunnerPods::runner);
    }

    private Optional<ObjectMeta> ask(String namespace, String podName, String podUid) {
        return Optional.ofNullable(
                        client.pods().inNamespace(namespace).withName(podName).get())
                .map(Pod::getMetadata)
                .filter(metadata -> podUid.equals(metadata.getUid()));
    }

    /** Anyone who may create pods may label them: only the Job's owner says that the operator meant this one. */
    static Optional<RunnerPod> runner(ObjectMeta metadata) {
        Map<String, String> labels = metadata.getLabels() == null ? Map.of() : metadata.getLabels();
        boolean ofJob = metadata.getOwnerReferences() != null
                && metadata.getOwnerReferences().stream()
                        .anyMatch(owner -> "Job".equals(owner.getKind()) && Boolean.TRUE.equals(owner.getController()));
        if (!ofJob || !labels.keySet().containsAll(java.util.List.of(TEST, RUN, INDEX))) {
            return Optional.empty();
        }
        try {
            var run = new RunId(labels.get(TEST), Integer.parseInt(labels.get(RUN)));
            return Optional.of(new RunnerPod(metadata.getNamespace(), run, Integer.parseInt(labels.get(INDEX))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
