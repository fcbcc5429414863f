package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The operator's pods, as somebody sees them who may kill them. */
final class Operator {
    private Operator() {}

    static List<Pod> pods(KubernetesClient client) {
        return client.pods()
                .inNamespace(Installation.NAMESPACE)
                .withLabel("app.kubernetes.io/name", "loadstone")
                .withLabel("app.kubernetes.io/instance", Installation.RELEASE)
                .withLabel("app.kubernetes.io/component", "operator")
                .list()
                .getItems();
    }

    /** The one that is there, of a release with one replica. */
    static Pod pod(KubernetesClient client) {
        return pods(client).stream()
                .filter(pod -> Readiness.isPodReady(pod) && !pod.isMarkedForDeletion())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no operator is ready"));
    }

    /** As a crash or a power cut does it: without a word to the process. */
    static void kill(KubernetesClient client) {
        for (Pod pod : pods(client)) {
            client.resource(pod).withGracePeriod(0).delete();
        }
    }

    /** As a hand or an autoscaler does it; comes back when all of it has happened. */
    static void scale(KubernetesClient client, int replicas) {
        deployment(client).scale(replicas);
        Awaiting.fact(Duration.ofSeconds(120), () -> {
            List<Pod> pods = pods(client);
            return pods.size() == replicas
                    && pods.stream().allMatch(pod -> Readiness.isPodReady(pod) && !pod.isMarkedForDeletion());
        });
    }

    /** Variables of the operator's container: what a chart's value sets. */
    static void set(KubernetesClient client, Map<String, String> variables) {
        deployment(client).edit(deployment -> {
            Container operator = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
            operator.getEnv().stream()
                    .filter(each -> variables.containsKey(each.getName()))
                    .forEach(each -> each.setValue(variables.get(each.getName())));
            return deployment;
        });
    }

    /** Waits until all of so many are of the newest kind, and ready: those that stand by are too. */
    static void awaitReady(KubernetesClient client, int replicas) {
        Awaiting.fact(Duration.ofSeconds(90), () -> {
            Deployment deployment = deployment(client).get();
            DeploymentStatus status = deployment.getStatus();
            return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                    && Integer.valueOf(replicas).equals(status.getReadyReplicas())
                    && Integer.valueOf(replicas).equals(status.getUpdatedReplicas())
                    && Integer.valueOf(replicas).equals(status.getReplicas())
                    && pods(client).size() == replicas;
        });
    }

    private static RollableScalableResource<Deployment> deployment(KubernetesClient client) {
        return client.apps().deployments().inNamespace(Installation.NAMESPACE).withName("loadstone");
    }

    /** What the operator has said since then, of all that its container has had. */
    static List<String> log(KubernetesClient client, Instant since) {
        return client.pods().resource(pod(client)).sinceTime(since.toString()).getLog().lines().toList();
    }

    /** Which process it is: another one after a crash, with a pod of its own or in the same. */
    static String incarnation(KubernetesClient client) {
        Pod pod = pod(client);
        return pod.getMetadata().getUid() + ", restarts: "
                + pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
    }

    static String log(KubernetesClient client) {
        var log = new StringBuilder();
        for (Pod pod : pods(client)) {
            log.append(client.pods().resource(pod).tailingLines(60).getLog());
        }
        return log.toString();
    }
}
