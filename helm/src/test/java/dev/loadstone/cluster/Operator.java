package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;

/** The operator's pods, as somebody sees them who may kill them. */
final class Operator {
    private Operator() {}

    static List<Pod> pods(KubernetesClient client) {
        return client.pods()
                .inNamespace(Installation.NAMESPACE)
                .withLabel("app.kubernetes.io/name", "loadstone")
                .withLabel("app.kubernetes.io/component", "operator")
                .list()
                .getItems();
    }

    /** As a crash or a power cut does it: without a word to the process. */
    static void kill(KubernetesClient client) {
        for (Pod pod : pods(client)) {
            client.resource(pod).withGracePeriod(0).delete();
        }
    }

    /** As a hand or an autoscaler does it; comes back when all of it has happened. */
    static void scale(KubernetesClient client, int replicas) {
        var deployment = client.apps().deployments().inNamespace(Installation.NAMESPACE).withName("loadstone");
        deployment.scale(replicas);
        Awaiting.fact(Duration.ofSeconds(120), () -> {
            List<Pod> pods = pods(client);
            return pods.size() == replicas
                    && pods.stream().allMatch(pod -> Readiness.isPodReady(pod) && !pod.isMarkedForDeletion());
        });
    }

    static String log(KubernetesClient client) {
        var log = new StringBuilder();
        for (Pod pod : pods(client)) {
            log.append(client.pods().resource(pod).tailingLines(60).getLog());
        }
        return log.toString();
    }
}
