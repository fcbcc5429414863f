package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can become of the operator while tests run: killed again and again, away, without its rights. */
class OperatorFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

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
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(30 * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(status.results().completed()).isEqualTo(status.results().offered());
            assertThat(status.run().number()).isEqualTo(1);
            assertThat(witness.jobs("survivor")).isEqualTo(1);
            assertThat(witness.pods("survivor")).isEqualTo(2);
        }
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
            var roles = cluster.client().rbac().clusterRoles().withName("loadstone");
            ClusterRole whole = roles.get();
            try {
                roles.edit(role -> {
                    role.getRules().stream()
                            .filter(each -> each.getResources().contains("jobs"))
                            .forEach(each -> each.getVerbs().remove("create"));
                    return role;
                });
                scene.apply(Manifests.steady("forbidden", 2, HARMLESS));
                Fault fault = Fault.injected("no right to make Jobs");
                LoadTestStatus stalled = scene.await("forbidden", MINUTE, "Stalled", status -> Scene.isTrue(status, "Stalled"));
                fault.noticed(stalled.reason() + ": " + stalled.message());
                assertThat(stalled.reason()).isEqualTo("PodRefused");
                assertThat(stalled.message()).contains("forbidden").contains("jobs");
            } finally {
                roles.edit(role -> {
                    role.setRules(whole.getRules());
                    return role;
                });
            }
            LoadTestStatus status = scene.awaitJudged("forbidden", MINUTE);
            assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.PASSED);
            assertThat(status.run().number()).isEqualTo(1);
            assertThat(shop.requests()).isEqualTo(2 * Manifests.RATE);
        }
    }

    private static long endpoint(Shop shop, String name) {
        return shop.counters().path("byEndpoint").path(name).asLong();
    }
}
