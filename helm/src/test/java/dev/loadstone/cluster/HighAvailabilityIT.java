package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas, as the chart installs them, on nodes that are drained. */
@Tag("long")
class HighAvailabilityIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int SECONDS = 40;

    private final Cluster cluster = Cluster.get();

    @AfterEach
    void oneOperatorAsItWas() {
        Installation.install(cluster);
    }

    @Test
    void aDrainTakesOneAtATimeAndEachLeaderHandsOverAtOnce() {
        KubernetesClient client = cluster.client();
        Installation.install(cluster, 2);
        Operator.awaitReady(client, 2);
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("drained", SECONDS, "{stat: p99, max: 20s}")
                    .replace("thresholds:", "runners: {count: 2}\n  thresholds:"));
            for (int drain = 1; drain <= 2; drain++) {
                Running.forSeconds(scene, "drained", 4 * drain);
                evictTheLeader(client);
            }
            LoadTestStatus status = scene.awaitFinished("drained", 1, Duration.ofSeconds(90));

            Scene.assertWhole(status);
            assertThat(status.results().source()).as("reports came").isNull();
            assertThat(status.results().offered()).isEqualTo(SECONDS * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(witness.pods("drained")).isEqualTo(2);
        }
    }

    /** As a drain does it; a second pod must stay until the first has been replaced. */
    private static void evictTheLeader(KubernetesClient client) {
        Operator.awaitReady(client, 2);
        String leader = holder(client);
        Set<String> others = Operator.pods(client).stream()
                .map(pod -> pod.getMetadata().getName())
                .filter(name -> !name.equals(leader))
                .collect(Collectors.toSet());
        Fault fault = Fault.injected("the leader is evicted");
        assertThat(evict(client, leader)).as("eviction of the leader").isTrue();
        assertThat(others).singleElement().satisfies(other ->
                assertThat(evict(client, other)).as("eviction of the one that stands by").isFalse());
        Awaiting.fact(MINUTE, () -> !holder(client).equals(leader) && reached(client).equals(holder(client)));
        fault.noticed("another one leads, and runners reach it");
        assertThat(holder(client)).isIn(others);
    }

    /** By a client that asks once: one that tries again comes through when the first pod has been replaced. */
    private static boolean evict(KubernetesClient client, String pod) {
        var once = new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build();
        return client.newClient(once)
                .adapt(KubernetesClient.class)
                .pods()
                .inNamespace(Installation.NAMESPACE)
                .withName(pod)
                .evict();
    }

    private static String holder(KubernetesClient client) {
        String holder = client.leases()
                .inNamespace(Installation.NAMESPACE)
                .withName("loadstone")
                .get()
                .getSpec()
                .getHolderIdentity();
        return holder == null ? "" : holder;
    }

    /** The name of the pod that the Service of reports leads to. */
    private static String reached(KubernetesClient client) {
        var slice = client.discovery().v1().endpointSlices().inNamespace(Installation.NAMESPACE).withName("loadstone-leader").get();
        return slice == null ? "" : slice.getEndpoints().getFirst().getTargetRef().getName();
    }
}
