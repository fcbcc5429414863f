package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens around a run: killed operators, second applies, changed specs, bad ones, deletion. */
class LifeIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    void killingTheOperatorTwiceChangesNothing() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("survivor", 20, HARMLESS).replace("thresholds:", "runners: {count: 2}\n  thresholds:"));
            for (int kill = 1; kill <= 2; kill++) {
                int seconds = 5 * kill;
                scene.await("survivor", MINUTE, "load for " + seconds + " s", status -> status.progress() != null
                        && status.phase() == RunPhase.RUNNING
                        && status.progress().elapsedSeconds() >= seconds);
                List<String> killed = Operator.pods(cluster.client()).stream().map(each -> each.getMetadata().getUid()).toList();
                Operator.kill(cluster.client());
                Awaiting.fact(MINUTE, () -> Operator.pods(cluster.client()).stream().map(Pod::getMetadata).noneMatch(each -> killed.contains(each.getUid())));
            }
            LoadTestStatus status = scene.awaitFinished("survivor", 1, Duration.ofSeconds(90));
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(20 * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(status.run().number()).isEqualTo(1);
            assertThat(scene.jobs()).hasSize(1);
        }
    }

    @Test
    void aSecondApplyStartsNothingAndAChangedSpecStartsRunTwo() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            String manifest = Manifests.steady("again", 2, HARMLESS);
            scene.apply(manifest);
            LoadTestStatus first = scene.awaitFinished("again", 1, MINUTE);
            scene.apply(manifest);
            scene.apply(manifest.replace("{name: again}", "{name: again, labels: {team: a}}"));
            scene.apply(manifest.replace("duration: 2s", "duration: 3s"));
            LoadTestStatus second = scene.awaitFinished("again", 2, MINUTE);
            assertThat(second.history()).singleElement().satisfies(entry -> {
                assertThat(entry.number()).isEqualTo(1);
                assertThat(entry.verdict()).isEqualTo(first.verdict());
            });
            assertThat(shop.requests()).isEqualTo(5 * Manifests.RATE);

            scene.apply(manifest.replace("duration: 2s", "duration: 3s")
                    .replace("{name: again}", "{name: again, annotations: {loadstone.dev/run-at: now}}"));
            assertThat(scene.awaitFinished("again", 3, MINUTE).history()).hasSize(2);
        }
    }

    @Test
    void suspendingDrainsTheRunAndKeepsWhatWasMeasured() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            String manifest = Manifests.steady("paused", 60, HARMLESS);
            scene.apply(manifest);
            scene.await("paused", MINUTE, "load for 2 s", status -> status.progress() != null && status.progress().elapsedSeconds() >= 2);
            scene.apply(manifest.replace("spec:", "spec:\n  suspend: true"));
            LoadTestStatus status = scene.awaitFinished("paused", 1, MINUTE);
            assertThat(status.verdict()).isEqualTo(Outcome.ABORTED);
            assertThat(status.results().offered()).isEqualTo(shop.requests()).isGreaterThan(Manifests.RATE);
            assertThat(shop.requests()).isLessThan(30 * Manifests.RATE);
        }
    }

    @Test
    void aMissingImageIsToldInThePodsOwnWords() {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            scene.apply(Manifests.steady("imageless", 2, HARMLESS).replace(
                    "thresholds:",
                    "runners: {image: \"loadstone.local/never-built:1\"}\n  runPolicy: {startDeadline: 30s}\n  thresholds:"));
            LoadTestStatus stalled = scene.await(
                    "imageless", Duration.ofSeconds(30), "Stalled", status -> Scene.isTrue(status, "Stalled"));
            assertThat(stalled.reason()).isEqualTo("ImagePullFailed");
            assertThat(stalled.message()).contains("never-built:1");
            LoadTestStatus status = scene.awaitFinished("imageless", 1, MINUTE);
            assertThat(status.verdict()).isEqualTo(Outcome.ERROR);
            assertThat(status.message()).contains("never-built:1");
        }
    }

    @Test
    void deletionLeavesNothingBehindAndEndsTheLoad() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("short-lived", 120, HARMLESS));
            scene.await("short-lived", MINUTE, "load for 2 s", status -> status.progress() != null && status.progress().elapsedSeconds() >= 2);
            scene.client().resource(scene.get("short-lived")).delete();
            Awaiting.fact(MINUTE, () -> scene.jobs().isEmpty() && scene.runners().isEmpty() && scene.configMaps().isEmpty());
            long counted = shop.requests();
            assertThat(scene.get("short-lived")).isNull();
            assertThat(shop.requests()).isEqualTo(counted);
        }
    }

    @Test
    void aBadSpecIsRefusedWithTheFieldNamed() {
        try (var scene = Scene.open(cluster)) {
            String manifest = Manifests.steady("bad", 2, HARMLESS);
            assertThatThrownBy(() -> scene.apply(manifest.replace("open: {rate: 40}", "open: {rate: 40}, closed: {users: 1}")))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.load.phases[0]")
                    .hasMessageContaining("exactly one of open, closed");
            scene.apply(manifest.replace("/api/products", "/api/$(vars.nobody)"));
            LoadTestStatus status = scene.await("bad", Duration.ofSeconds(10), "refused", each -> Scene.condition(each, "Accepted").equals("False"));
            assertThat(status.message()).contains("spec.scenarios[0].steps[0].http.path").contains("nobody");
            assertThat(status.verdict()).isEqualTo(Outcome.ERROR);
            assertThat(scene.jobs()).isEmpty();
        }
    }
}
