package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.ResultsStatus.Source;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs whose operator goes away in the middle, and is another one afterwards, or none for longer than runners wait. */
@Tag("long")
class AbsenceIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @AfterEach
    void oneOperatorAsItWas() {
        Operator.set(cluster.client(), Map.of("LOADSTONE_RUNNER_LINGER", "10m"));
        Operator.scale(cluster.client(), 1);
        Operator.awaitReady(cluster.client(), 1);
    }

    @Test
    void anOperatorThatComesBackWhenTheRunnersHaveGoneReadsWhatTheyLeft() {
        Operator.set(cluster.client(), Map.of("LOADSTONE_RUNNER_LINGER", "2s"));
        Operator.awaitReady(cluster.client(), 1);
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("orphan", 8, HARMLESS).replace("thresholds:", "runners: {count: 2}\n  thresholds:"));
            awaitLoad(scene, "orphan", 2);
            Operator.scale(cluster.client(), 0);
            Awaiting.fact(MINUTE, () -> scene.runners().stream().allMatch(pod -> pod.getStatus().getPhase().equals("Failed")));
            Operator.scale(cluster.client(), 1);
            LoadTestStatus status = scene.awaitFinished("orphan", 1, MINUTE);

            Scene.assertWhole(status);
            assertThat(status.results().source()).isEqualTo(Source.TERMINATION_MESSAGE);
            assertThat(status.message()).contains("2 of 2 runners could not deliver a final report");
            assertThat(status.results().offered()).isEqualTo(8 * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(status.results().responseTime().maxMicros()).isPositive();
        }
    }

    @Test
    void whoeverLeadsIsTheOneThatRunnersReach() {
        Operator.scale(cluster.client(), 2);
        Operator.awaitReady(cluster.client(), 2);
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("handed-over", 25, HARMLESS).replace("thresholds:", "runners: {count: 2}\n  thresholds:"));
            awaitLoad(scene, "handed-over", 4);
            Pod leader = leader();
            cluster.client().resource(leader).withGracePeriod(0).delete();
            LoadTestStatus status = scene.awaitFinished("handed-over", 1, Duration.ofSeconds(90));

            Scene.assertWhole(status);
            assertThat(status.results().source()).as("reports came").isNull();
            assertThat(status.results().offered()).isEqualTo(25 * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(leader().getMetadata().getUid()).isNotEqualTo(leader.getMetadata().getUid());
        }
    }

    private static void awaitLoad(Scene scene, String name, int seconds) {
        LoadTestStatus status = scene.await(name, MINUTE, "load for " + seconds + " s", each -> each.progress() != null
                && each.phase() == RunPhase.RUNNING
                && each.progress().elapsedSeconds() >= seconds);
        assertThat(status.verdict()).isNotEqualTo(Outcome.FAILED);
    }

    /** The pod that the Service of reports leads to: that of the lease, and no other. */
    private Pod leader() {
        var client = cluster.client();
        String holder = client.leases()
                .inNamespace(Installation.NAMESPACE)
                .withName("loadstone")
                .get()
                .getSpec()
                .getHolderIdentity();
        Pod leader = client.pods().inNamespace(Installation.NAMESPACE).withName(holder).get();
        List<EndpointSlice> slices = client.discovery().v1().endpointSlices()
                .inNamespace(Installation.NAMESPACE)
                .withLabel("kubernetes.io/service-name", "loadstone-leader")
                .list()
                .getItems();
        assertThat(slices).singleElement().satisfies(slice -> assertThat(slice.getEndpoints())
                .singleElement()
                .satisfies(each -> assertThat(each.getAddresses())
                        .containsExactly(leader.getStatus().getPodIP())));
        return leader;
    }
}
