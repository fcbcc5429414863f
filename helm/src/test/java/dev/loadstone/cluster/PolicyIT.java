package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What may not be done is refused three times: by the API server, by the operator, and by the runner on what a name resolved to. */
class PolicyIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    void theApiServerRefusesByFieldAndTheOperatorWhatTheApiServerCantSee() {
        try (var scene = Scene.open(cluster);
                var policy = new Policy(scene, "targets: {hosts: ['*.svc']}\nmaxRate: 50\nmaxRunners: 1")) {
            String manifest = Manifests.steady("bound", 2, HARMLESS);
            Awaiting.fact(MINUTE, () -> isRefused(scene, manifest.replace("rate: 40", "rate: 51"), "maxRate"));
            assertThatThrownBy(() -> scene.apply(manifest.replace("rate: 40", "rate: 51")))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.load.phases[steady].open.rate")
                    .hasMessageContaining("LoadTestPolicy " + scene.namespace() + " allows 50");
            assertThatThrownBy(() -> scene.apply(manifest.replace("http://shop:8080", "http://elsewhere.example.com")))
                    .hasMessageContaining("spec.target: elsewhere.example.com is no host");
            // Two phases that overlap are each below the limit: only the plan shows their sum.
            scene.apply(manifest.replace(
                    "open: {rate: 40}}", "open: {rate: 40}}\n      - {name: besides, duration: 2s, startAt: 0s, open: {rate: 20}}"));
            LoadTestStatus status = scene.awaitFinished("bound", 1, MINUTE);
            assertThat(status.reason()).as(status.message()).isEqualTo("PolicyViolation");
            assertThat(status.verdict()).isEqualTo(Outcome.ERROR);
            assertThat(status.message()).contains("spec.load.phases[0].open.rate: 60 arrivals/s in 2 phases");
            assertThat(Scene.condition(status, "Accepted")).isEqualTo("False");
            assertThat(scene.jobs()).isEmpty();
            assertThat(policy.policy.getMetadata().getName()).isEqualTo(scene.namespace());
        }
    }

    private static boolean isRefused(Scene scene, String manifest, String words) {
        try {
            scene.client()
                    .resource(Serialization.unmarshal(manifest, LoadTest.class))
                    .inNamespace(scene.namespace())
                    .dryRun()
                    .create();
            return false;
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains(words);
        }
    }

    /** No policy is needed for this: the API server of the cluster is no target, by whatever name. */
    @Test
    void theRunnerConnectsToNoAddressThatIsRefusedWhateverNameItHas() {
        try (var scene = Scene.open(cluster)) {
            scene.client()
                    .resource(new ServiceBuilder()
                            .withNewMetadata()
                            .withName("innocent")
                            .endMetadata()
                            .withNewSpec()
                            .withType("ExternalName")
                            .withExternalName("kubernetes.default.svc.cluster.local")
                            .endSpec()
                            .build())
                    .inNamespace(scene.namespace())
                    .create();
            scene.apply(Manifests.steady("sly", 30, HARMLESS).replace("http://shop:8080", "https://innocent:443"));
            LoadTestStatus status = scene.awaitFinished("sly", 1, MINUTE);
            assertThat(status.reason()).as(status.message()).isEqualTo("TargetRefused");
            assertThat(status.verdict()).isEqualTo(Outcome.ERROR);
            assertThat(status.message()).contains("is the cluster's API server; Loadstone does not send load there");
            assertThat(Operator.log(cluster.client()))
                    .contains("{\"audit\":true")
                    .contains("\"event\":\"RunEnded\",\"namespace\":\"" + scene.namespace() + "\"");
        }
    }

    @Test
    void aFreezeStopsTheLoadWithinSeconds() {
        try (var scene = Scene.open(cluster);
                var policy = new Policy(scene, "freeze: false")) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("frozen", 120, HARMLESS));
            scene.await("frozen", MINUTE, "load for 2 s", status -> status.progress() != null
                    && status.progress().elapsedSeconds() >= 2);
            policy.apply(scene, "freeze: true");
            LoadTestStatus status = scene.awaitFinished("frozen", 1, Duration.ofSeconds(15));
            long counted = shop.requests();
            assertThat(status.reason()).as(status.message()).isEqualTo("Frozen");
            assertThat(status.verdict()).isEqualTo(Outcome.ABORTED);
            assertThat(status.results().offered()).isEqualTo(counted);
            assertThat(counted).isBetween(Manifests.RATE, 60 * Manifests.RATE);
        }
    }
}
