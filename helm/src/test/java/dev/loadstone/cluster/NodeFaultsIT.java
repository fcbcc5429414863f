package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to nodes, and to processes on them, with nobody left to say so. Needs a cluster on this machine. */
@Tag("long")
class NodeFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** A cluster takes 40 to 50 s until it calls a node lost that has fallen silent. */
    private static final Duration NODE_LOST = Duration.ofSeconds(90);

    private static final int LONG = 200;
    private static final int SHORT = 90;

    private final Machine machine = Machine.get();
    private final Cluster cluster = Cluster.get();

    @Test
    void aRunnerWhoseNodeLosesItsPowerIsLostByTheNodesNameAndNobodyTakesItsPlace() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            // Before the second node is there, so that it does not go with it.
            Shop shop = scene.shop();
            machine.addNode();
            try {
                Cluster.importImages();
                scene.apply(onBothNodes("felled", LONG, "/api/products/7", "Fail"));
                scene.apply(onBothNodes("bereft", SHORT, "/", "Continue"));
                Running.forSeconds(scene, "felled", 3);
                Running.forSeconds(scene, "bereft", 3);
                String felled = lost(scene, "felled");
                String bereft = lost(scene, "bereft");
                Fault fault = Fault.injected("power of a node cut");
                machine.cutPower();

                scene.await("felled", NODE_LOST, "stopping", status -> status.run().stopReason() != null);
                fault.noticed(scene.get("felled").getStatus().run().stopMessage());
                assertFelled(scene, felled, shop);
                assertBereft(scene.awaitFinished("bereft", 1, NODE_LOST), bereft);

                shop.awaitQuiet();
                long sent = shop.requests();
                machine.addNode();
                Awaiting.fact(NODE_LOST, () -> scene.runners().stream().noneMatch(NodeFaultsIT::isThere));
                assertThat(shop.requests()).as("load of a node that is back").isEqualTo(sent);
                for (String name : List.of("felled", "bereft")) {
                    assertThat(witness.jobs(name)).as("Jobs of " + name).isEqualTo(1);
                    assertThat(witness.pods(name)).as("pods of " + name).isEqualTo(2);
                }
            } finally {
                machine.removeNode(cluster.client());
            }
        }
    }

    /** One runner on each of the two nodes, of one Job. */
    private static String onBothNodes(String name, int seconds, String path, String onLoss) {
        return Manifests.steady(name, seconds, HARMLESS).replace("/api/products", path) + "  runners: {count: 2, onLoss: " + onLoss
                + ", topologySpread: [{topologyKey: kubernetes.io/hostname}], " + Manifests.SMALL + "}\n";
    }

    /** How the message names the runner that is on the second node. */
    private static String lost(Scene scene, String test) {
        int index = scene.runner(test, 0).getSpec().getNodeName().equals(Machine.SECOND_NODE) ? 0 : 1;
        assertThat(scene.runner(test, index).getSpec().getNodeName()).isEqualTo(Machine.SECOND_NODE);
        return "runner " + index + " is gone with its node, " + Machine.SECOND_NODE;
    }

    private static void assertFelled(Scene scene, String who, Shop shop) {
        LoadTestStatus status = scene.awaitFinished("felled", 1, MINUTE);
        assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(status.reason()).as(status.message()).isEqualTo("RunnerLost");
        assertThat(status.message()).contains(who).containsPattern("at second \\d+ of " + LONG);
        assertThat(status.runners().reported()).as("runners that told all").isEqualTo(1);
        assertThat(status.runners().lost()).isEqualTo(1);
        // All but what the lost one did in the second or two that it had not told of.
        assertThat(shop.counters().path("byEndpoint").path("GET /api/products/{id}").asLong())
                .as("%s", status.results())
                .isBetween(status.results().completed(), status.results().offered() + 2 * Manifests.RATE);
    }

    private static void assertBereft(LoadTestStatus status, String who) {
        assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.PASSED);
        assertThat(status.message()).contains("1 of 2 runners was lost, and 50 % of the load with it").contains(who);
        assertThat(status.runners().lost()).isEqualTo(1);
        assertThat(status.results().offered()).as("of the other alone").isEqualTo(SHORT * Manifests.RATE / 2);
        assertThat(status.results().completed()).isEqualTo(status.results().offered());
    }

    private static boolean isThere(Pod runner) {
        return runner.isMarkedForDeletion() || !List.of("Failed", "Succeeded").contains(runner.getStatus().getPhase());
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
