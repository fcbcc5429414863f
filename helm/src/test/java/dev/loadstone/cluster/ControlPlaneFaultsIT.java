package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The cluster's own servers are away under a run: the API server, its store, the names. Needs a cluster on this machine. One after
 * the other, as who waits for the one can see nothing of the other.
 */
@Tag("long")
class ControlPlaneFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** What is left of the load, and the time that an operator waits which crashed because the API server was away. */
    private static final Duration BACK = Duration.ofSeconds(150);

    private static final int SECONDS = 130;

    private final Machine machine = Machine.get();
    private final Cluster cluster = Cluster.get();

    @Test
    void aLoadGoesOnWithoutControlPlaneAndIsJudgedWhenThatIsBack() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop().directly();
            scene.apply(Manifests.steady("outlasting", SECONDS, HARMLESS) + "  runners: {count: 2, " + Manifests.SMALL + "}\n");
            Running.forSeconds(scene, "outlasting", 2);
            Fault death = Fault.injected("API server killed");
            try (var _ = machine.without("apiserver")) {
                awaitMore(shop, 20);
            }
            Running.forSeconds(scene, "outlasting", 20);
            death.noticed("it is back after 20 s, and progress is shown again");
            machine.freeze("etcd");
            try {
                awaitMore(shop, 15);
            } finally {
                machine.thaw("etcd");
            }
            awaitMore(shop, 5);
            Fault loss = Fault.injected("etcd frozen for 15 s, and killed 5 s later");
            try (var _ = machine.without("etcd")) {
                awaitMore(shop, 15);
            }
            LoadTestStatus status = scene.awaitFinished("outlasting", 1, BACK);
            loss.noticed(status.reason() + ": " + status.message());
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(SECONDS * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(status.results().completed()).isEqualTo(status.results().offered());
            assertThat(status.run().number()).isEqualTo(1);
            assertThat(witness.jobs("outlasting")).isEqualTo(1);
            assertThat(witness.pods("outlasting")).isEqualTo(2);
        }
    }

    @Test
    void withoutNamesRequestsFailAsSuchAndReportsArriveAllTheSame() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop().directly();
            scene.apply(Manifests.steady("kept", 35, HARMLESS).replace("/api/products", "/"));
            scene.apply(Manifests.steady("fresh", 35, "{metric: errorRate, max: \"1%\"}")
                    .replace("\"http://shop:8080\"", "\"http://shop:8080\", connections: {mode: PerRequest}"));
            Running.forSeconds(scene, "kept", 2);
            Running.forSeconds(scene, "fresh", 2);
            Fault fault = Fault.injected("CoreDNS killed, for 15 s");
            try (var _ = machine.without("dns")) {
                long until = counted(shop, "GET /") + 15 * Manifests.RATE;
                Awaiting.fact(MINUTE, () -> counted(shop, "GET /") >= until);
            }
            LoadTestStatus kept = scene.awaitFinished("kept", 1, MINUTE);
            LoadTestStatus fresh = scene.awaitFinished("fresh", 1, MINUTE);
            fault.noticed(fresh.reason() + ": " + fresh.message());
            Scene.assertWhole(kept);
            assertThat(kept.results().offered()).isEqualTo(35 * Manifests.RATE);
            assertThat(kept.results().completed()).as("%s", kept.results()).isEqualTo(counted(shop, "GET /"));
            assertThat(fresh.verdict()).as(fresh.message()).isEqualTo(Outcome.FAILED);
            assertThat(fresh.message()).contains("dns");
            assertThat(fresh.results().errors().keySet()).isEqualTo(Set.of("dns"));
            assertThat(fresh.results().offered()).isEqualTo(35 * Manifests.RATE);
            assertThat(fresh.results().completed()).as("%s", fresh.results()).isEqualTo(counted(shop, "GET /api/products"));
            // The names are looked up every five seconds.
            assertThat(fresh.results().failed())
                    .isEqualTo(fresh.results().offered() - fresh.results().completed())
                    .isGreaterThan(5 * Manifests.RATE);
        }
    }

    private static long counted(Shop shop, String endpoint) {
        return shop.counters().path("byEndpoint").path(endpoint).asLong();
    }

    /** Load for so many seconds more, as the target counts it. */
    private static void awaitMore(Shop shop, int seconds) {
        long until = shop.requests() + seconds * Manifests.RATE;
        Awaiting.fact(Duration.ofSeconds(2L * seconds + 10), () -> shop.requests() >= until);
    }
}
