package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What happens to processes: those of the control plane and those of runners. Needs a cluster on this machine. One after the other,
 * as who waits for the one can see nothing of the other.
 */
@Tag("long")
class NodeFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Machine machine = Machine.get();
    private final Cluster cluster = Cluster.get();

    @Test
    void aLoadGoesOnWithoutControlPlaneAndIsJudgedWhenThatIsBack() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop().directly();
            scene.apply(Manifests.steady("outlasting", 50, HARMLESS) + "  runners: {count: 2, " + Manifests.SMALL + "}\n");
            Running.forSeconds(scene, "outlasting", 2);
            Fault death = Fault.injected("API server killed");
            machine.kill("apiserver");
            try {
                awaitMore(shop, 20);
            } finally {
                machine.up();
            }
            Running.forSeconds(scene, "outlasting", 20);
            death.noticed("it is back after 20 s, and progress is shown again");
            Fault freeze = Fault.injected("etcd frozen");
            machine.freeze("etcd");
            try {
                awaitMore(shop, 15);
            } finally {
                machine.thaw("etcd");
            }
            LoadTestStatus status = scene.awaitFinished("outlasting", 1, MINUTE);
            freeze.noticed(status.reason() + ": " + status.message());
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(50 * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(status.run().number()).isEqualTo(1);
            assertThat(witness.jobs("outlasting")).isEqualTo(1);
            assertThat(witness.pods("outlasting")).isEqualTo(2);
        }
    }

    /** Load for so many seconds more, as the target counts it. */
    private static void awaitMore(Shop shop, int seconds) {
        long until = shop.requests() + seconds * Manifests.RATE;
        Awaiting.fact(Duration.ofSeconds(2L * seconds), () -> shop.requests() >= until);
    }

    @Test
    void aRunnerThatIsKilledIsToldByItsSignalAndOneThatHangsByItsSilence() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            scene.shop();
            scene.apply(Manifests.steady("killed", 20, HARMLESS) + "  runners: {count: 2, " + Manifests.SMALL + "}\n");
            scene.apply(Manifests.steady("hanging", 6, HARMLESS) + "  runners: {count: 2, " + Manifests.SMALL + "}\n  runPolicy: {gracefulStop: 1s}\n");
            Running.forSeconds(scene, "hanging", 2);
            Pod hanging = scene.runner("hanging", 1);
            machine.signal("STOP", hanging);
            Fault hang = Fault.injected("runner hangs");
            Running.forSeconds(scene, "killed", 2);
            Fault kill = Fault.injected("runner killed");
            machine.signal("KILL", scene.runner("killed", 1));

            LoadTestStatus killed = scene.awaitFinished("killed", 1, MINUTE);
            kill.noticed(killed.reason() + ": " + killed.message());
            assertThat(killed.verdict()).as(killed.message()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(killed.reason()).isEqualTo("RunnerLost");
            assertThat(killed.message()).contains("runner 1 was killed by signal 9").containsPattern("at second \\d+ of 20");
            assertThat(killed.runners().reported()).isEqualTo(1);
            assertThat(killed.runners().lost()).isEqualTo(1);

            // 6 s of load, 1 s of grace, a minute for the last report.
            LoadTestStatus hung = scene.awaitFinished("hanging", 1, Duration.ofSeconds(90));
            hang.noticed(hung.reason() + ": " + hung.message());
            assertThat(hung.verdict()).as(hung.message()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(hung.reason()).isEqualTo("RunDeadlineExceeded");
            assertThat(hung.message()).contains("1 of 2 runners sent a final report");
            assertThat(witness.pods("killed")).isEqualTo(2);
            assertThat(witness.pods("hanging")).isEqualTo(2);
        }
    }
}
