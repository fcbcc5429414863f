package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the release before to today's, under a running test and one that can't start; and back. */
@Tag("long")
class UpgradeIT {
    private static final Path BEFORE = Path.of("src/test/resources/release-before/loadstone-0.1.0.tgz");
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int SHORT = 2;
    private static final int LONG = 20;

    private final Cluster cluster = Cluster.get();

    /** The other tests of this suite need today's. */
    @AfterEach
    void restore() {
        Installation.install(cluster);
    }

    @Test
    void anUpgradeUnderARunningTestLosesNothingAndAnUninstallKeepsTheTests() {
        try (var rights = new KeptRights(cluster.client());
                var scene = Scene.open(cluster)) {
            Installation.install(cluster, BEFORE);
            Shop shop = scene.shop();
            scene.applyAsWritten(Manifests.steady("old", SHORT, HARMLESS));
            LoadTestStatus old = scene.awaitFinished("old", 1, MINUTE);
            scene.applyAsWritten(Manifests.steady("pending", SHORT, HARMLESS) + "  runners: {image: \"nowhere.invalid/runner:1\"}\n  runPolicy: {startDeadline: 20m}\n");
            scene.await("pending", MINUTE, "Stalled", status -> Scene.isTrue(status, "Stalled"));
            scene.applyAsWritten(Manifests.steady("under-way", LONG, HARMLESS));
            scene.await("under-way", MINUTE, "load for 2 s", status -> status.progress() != null
                    && status.phase() == RunPhase.RUNNING
                    && status.progress().elapsedSeconds() >= 2);

            Installation.install(cluster);
            rights.giveBack();

            LoadTestStatus status = scene.awaitFinished("under-way", 1, MINUTE);
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(LONG * Manifests.RATE);
            assertThat(shop.requests()).isEqualTo((SHORT + LONG) * Manifests.RATE);
            assertThat(scene.jobs()).hasSize(3);
            assertThat(scene.get("old").getStatus()).isEqualTo(old);
            LoadTestStatus pending = scene.get("pending").getStatus();
            assertThat(Scene.isTrue(pending, "Stalled")).as(pending.message()).isTrue();
            assertThat(pending.run().number()).isEqualTo(1);

            rollBackAndForth(scene, shop);

            assertThat(scene.get("old").getStatus()).isEqualTo(old);
            Installation.uninstall(cluster);

            assertThat(scene.get("old").getStatus()).isEqualTo(old);
            assertThat(scene.get("under-way").getStatus().verdict()).isEqualTo(status.verdict());
        }
    }

    /** The definition of before drops the fields that it does not know: nobody may take what is left for a wish to run. */
    private void rollBackAndForth(Scene scene, Shop shop) {
        long requests = shop.requests();
        try (var rights = new KeptRights(cluster.client())) {
            Installation.install(cluster, BEFORE);
            scene.applyAsWritten(Manifests.steady("back", SHORT, HARMLESS));
            Scene.assertWhole(scene.awaitFinished("back", 1, MINUTE));
            Installation.install(cluster);
            rights.giveBack();
        }
        scene.apply(Manifests.steady("forth", SHORT, HARMLESS));
        Scene.assertWhole(scene.awaitFinished("forth", 1, MINUTE));
        assertThat(scene.jobs()).hasSize(5);
        assertThat(shop.requests()).isEqualTo(requests + 2 * SHORT * Manifests.RATE);
    }
}
