package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.protocol.LatencyHistogram;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can become of the operator while tests run: killed again and again, away, without its rights. */
class OperatorFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** For longer than the operator knows a runner's token without asking. */
    private static final int AWAY_SECONDS = 65;

    private final Cluster cluster = Cluster.get();

    @Test
    void killingTheOperatorEveryFiveSecondsChangesNothing() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("survivor", 30, HARMLESS) + "  runners: {count: 2}\n");
            Running.forSeconds(scene, "survivor", 2);
            for (int second = 5; second < 30; second += 5) {
                long due = second * Manifests.RATE;
                Awaiting.fact(MINUTE, () -> shop.requests() >= due);
                Operator.kill(cluster.client());
                // The next one must not find it in a cache.
                scene.client().resources(ConfigMap.class).inNamespace(scene.namespace())
                        .withLabel("app.kubernetes.io/managed-by", "loadstone").delete();
            }
            Fault fault = Fault.injected("operator killed for the fifth time");
            LoadTestStatus status = scene.awaitFinished("survivor", 1, Duration.ofSeconds(90));
            fault.noticed(status.reason() + ": " + status.message());
            assertExact(status, 30, shop.requests());
            assertBuckets(scene.report("survivor"), status);
            assertThat(witness.jobs("survivor")).isEqualTo(1);
            assertThat(witness.pods("survivor")).isEqualTo(2);
        }
    }

    /** Every request is in the buckets once, whichever operator took it, and the figures of the status are those of the buckets. */
    private static void assertBuckets(Report report, LoadTestStatus status) {
        LatencyHistogram times = report.totals().responseTimes();
        assertThat(report.isWhole()).isTrue();
        assertThat(times.count()).isEqualTo(status.results().completed());
        assertThat(LatencyHistogram.sum(report.requests().stream().map(Report.Part::responseTimes).toList())).isEqualTo(times);
        assertThat(status.results().responseTime().p50Micros()).isEqualTo(times.percentileMicros(50));
        assertThat(status.results().responseTime().p99Micros()).isEqualTo(times.percentileMicros(99));
        assertThat(status.results().responseTime().maxMicros()).isEqualTo(times.maxMicros());
    }

    @Test
    void anOperatorThatIsAwayForTheEndMissesNothingAndHoldsNothingBack() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("patient", 8, HARMLESS));
            scene.apply(Manifests.steady("unwanted", 60, HARMLESS).replace("/api/products", "/cookies"));
            Running.forSeconds(scene, "patient", 2);
            Running.forSeconds(scene, "unwanted", 2);
            try {
                Operator.scale(cluster.client(), 0);
                scene.client().resource(scene.get("unwanted")).delete();
                Fault deletion = Fault.injected("deleted without an operator");
                Awaiting.fact(Duration.ofSeconds(10), () -> scene.get("unwanted") == null);
                Awaiting.fact(MINUTE, () -> scene.runners().size() == 1 && scene.jobs().size() == 1);
                deletion.noticed("nothing is left");
                shop.awaitQuiet();
            } finally {
                Operator.scale(cluster.client(), 1);
            }
            Fault back = Fault.injected("operator back after the load's end");
            LoadTestStatus status = scene.awaitFinished("patient", 1, MINUTE);
            back.noticed(status.reason() + ": " + status.message());
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(8 * Manifests.RATE);
            assertThat(endpoint(shop, "GET /api/products"))
                    .as("%s", status.results())
                    .isEqualTo(status.results().completed());
            assertThat(List.of(witness.jobs("patient"), witness.pods("patient"))).containsOnly(1);
        }
    }

    @Test
    void anOperatorWithoutARightSaysSoAndGoesOnWhenItHasItBack() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            try (var _ = Rights.without(cluster.client(), "create jobs")) {
                scene.apply(Manifests.steady("forbidden", 2, HARMLESS));
                Fault fault = Fault.injected("no right to make Jobs");
                LoadTestStatus stalled = scene.await("forbidden", MINUTE, "Stalled", status -> Scene.isTrue(status, "Stalled"));
                fault.noticed(stalled.reason() + ": " + stalled.message());
                assertThat(stalled.reason()).isEqualTo("PodRefused");
                assertThat(stalled.message()).contains("forbidden").contains("jobs");
            }
            LoadTestStatus status = scene.awaitFinished("forbidden", 1, MINUTE);
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(2 * Manifests.RATE).isEqualTo(shop.requests());
        }
    }

    @Test
    @Tag("long")
    void anOperatorThatLosesItsRightsInMidRunMissesNothingOfIt() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("muzzled", 80, HARMLESS) + "  runners: {count: 2}\n");
            scene.apply(Manifests.steady("gagged", 8, HARMLESS).replace("/api/products", "/cookies"));
            Running.forSeconds(scene, "muzzled", 2);
            Running.forSeconds(scene, "gagged", 1);
            Fault back;
            try (var _ = Rights.without(cluster.client(), "patch loadtests/status", "create tokenreviews", "get pods", "list pods",
                    "watch pods", "list jobs", "watch jobs", "list loadtests", "watch loadtests")) {
                long until = endpoint(shop, "GET /api/products") + AWAY_SECONDS * Manifests.RATE;
                Awaiting.fact(MINUTE.multipliedBy(2), () -> endpoint(shop, "GET /api/products") >= until);
                assertThat(scene.get("gagged").getStatus().verdict()).as("there was no right to write it").isNull();
                back = Fault.injected("rights given back that were away for " + AWAY_SECONDS + " s");
            }
            assertExact(scene.awaitFinished("gagged", 1, MINUTE), 8, endpoint(shop, "GET /cookies"));
            back.noticed("the run that ended meanwhile is judged");
            assertExact(scene.awaitFinished("muzzled", 1, MINUTE), 80, endpoint(shop, "GET /api/products"));
            assertThat(List.of(witness.jobs("muzzled"), witness.pods("muzzled"))).containsExactly(1, 2);
        }
    }

    private static void assertExact(LoadTestStatus status, int seconds, long counted) {
        Scene.assertWhole(status);
        assertThat(status.run().number()).isEqualTo(1);
        assertThat(status.results().offered()).isEqualTo(seconds * Manifests.RATE).isEqualTo(counted);
        assertThat(status.results().completed()).isEqualTo(status.results().offered());
    }

    private static long endpoint(Shop shop, String name) {
        return shop.counters().path("byEndpoint").path(name).asLong();
    }
}
