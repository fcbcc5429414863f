package dev.loadstone.cluster;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Another limit of concurrent runs than the chart's, until it is closed.
 *
 * @param now the limit that is there now
 * @param before the limit that was there
 */
record ConcurrentRuns(KubernetesClient client, int now, String before) implements AutoCloseable {
    private static final String VARIABLE = "LOADSTONE_MAX_CONCURRENT_RUNS";

    static ConcurrentRuns limit(KubernetesClient client, int runs) {
        var limit = new ConcurrentRuns(client, runs, set(client, Integer.toString(runs)));
        try {
            awaitRolledOut(client);
        } catch (ConditionTimeoutException e) {
            // Nobody closes what was never given: the tests that come later would queue one behind the other.
            set(client, limit.before());
            throw e;
        }
        return limit;
    }

    /** Sets it, and gives the one before. */
    private static String set(KubernetesClient client, String value) {
        var deployment = deployment(client);
        String[] before = new String[1];
        deployment.edit(found -> {
            EnvVar variable = found.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                    .filter(each -> each.getName().equals(VARIABLE))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the chart does not set " + VARIABLE));
            before[0] = variable.getValue();
            variable.setValue(value);
            return found;
        });
        return before[0];
    }

    private static void awaitRolledOut(KubernetesClient client) {
        var deployment = deployment(client);
        Awaiting.fact(Duration.ofSeconds(60), () -> isRolledOut(deployment.get()) && Operator.pods(client).size() == 1);
    }

    private static RollableScalableResource<Deployment> deployment(KubernetesClient client) {
        return client.apps().deployments().inNamespace(Installation.NAMESPACE).withName("loadstone");
    }

    private static boolean isRolledOut(Deployment deployment) {
        var status = deployment.getStatus();
        return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                && Integer.valueOf(1).equals(status.getUpdatedReplicas())
                && Integer.valueOf(1).equals(status.getReadyReplicas())
                && Integer.valueOf(1).equals(status.getReplicas());
    }

    @Override
    public void close() {
        set(client, before);
        awaitRolledOut(client);
    }
}
