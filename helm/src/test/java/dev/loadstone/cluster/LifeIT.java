package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens around a run: second applies, changed specs, bad ones, deletion. */
class LifeIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

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
    @Tag("long")
    void aSpecThatChangesInMidRunIsTheNextRunAndTheOneBeforeIsToldAsAborted() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            String running = Manifests.steady("moving", 60, HARMLESS) + "  runners: {count: 1, nodeSelector: {kubernetes.io/os: linux}}\n";
            scene.apply(running.replace("linux", "none"));
            scene.await("moving", MINUTE, "no node for the runner", status -> "Unschedulable".equals(status.reason()));
            scene.apply(running);
            LoadTestStatus second = scene.await("moving", MINUTE, "the load of run 2", status -> status.run().number() == 2
                    && status.progress() != null
                    && status.progress().elapsedSeconds() >= 1);
            assertThat(second.history()).singleElement().satisfies(LifeIT::assertOvertaken);
            String last = running.replace("duration: 60s", "duration: 5s");
            scene.apply(last);
            LoadTestStatus third = scene.await("moving", MINUTE, "the load of run 3", status -> status.run().number() == 3
                    && status.phase() == RunPhase.RUNNING);
            assertThat(third.history().getFirst()).satisfies(LifeIT::assertOvertaken);
            long before = shop.requests();
            assertThat(before).as("of run 2").isBetween(Manifests.RATE, 30 * Manifests.RATE);

            scene.apply(last.replace("duration: 5s", "duration: 1s") + "  runPolicy: {onChange: Ignore}\n");
            LoadTestStatus fourth = scene.awaitFinished("moving", 4, MINUTE);
            Scene.assertWhole(fourth);
            assertThat(fourth.results().offered()).isEqualTo(Manifests.RATE);
            assertThat(fourth.history()).extracting(HistoryEntry::number).containsExactly(3, 2, 1);
            assertThat(fourth.history().getFirst().verdict()).as("it went on to its end").isIn(Outcome.PASSED, Outcome.INCONCLUSIVE);
            assertThat(fourth.history().getFirst().reason()).isNotEqualTo("SpecChanged");
        }
    }

    private static void assertOvertaken(HistoryEntry entry) {
        assertThat(entry.verdict()).isEqualTo(Outcome.ABORTED);
        assertThat(entry.reason()).isEqualTo("SpecChanged");
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
