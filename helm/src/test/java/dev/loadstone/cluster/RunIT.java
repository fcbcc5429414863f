package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RequestStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run from apply to verdict: what it reports is what the target counted. */
class RunIT {
    private final Cluster cluster = Cluster.get();

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void quickstartReportsExactlyWhatTheShopCounted(int runners) {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            // Warm-up is left out of the results, but the shop counts it: here it is measured like the rest.
            scene.apply(Scene.example("quickstart.yaml").replace("warmup: true, ", "")
                    + "\n  runners: {count: " + runners + "}\n");
            LoadTestStatus status = scene.awaitFinished("quickstart", 1, Duration.ofSeconds(90));

            Scene.assertWhole(status);
            assertThat(status.runners().desired()).isEqualTo(runners);
            assertThat(status.runners().reported()).isEqualTo(runners);
            assertThat(status.results().offered()).isEqualTo(status.results().completed());
            assertCounts(status, shop.counters());
        }
    }

    static void assertCounts(LoadTestStatus status, JsonNode counters) {
        assertThat(status.results().offered()).as("%s", counters).isEqualTo(counters.path("requests").asLong());
        JsonNode endpoints = counters.path("byEndpoint");
        assertThat(count(status, "login")).isEqualTo(endpoints.path("POST /api/auth/login").asLong());
        assertThat(count(status, "search")).isEqualTo(endpoints.path("GET /api/products/search").asLong());
        assertThat(count(status, "product")).isEqualTo(endpoints.path("GET /api/products/{id}").asLong());
        assertThat(count(status, "order")).isEqualTo(endpoints.path("POST /api/orders").asLong());
    }

    private static long count(LoadTestStatus status, String request) {
        return status.results().requests().stream()
                .filter(each -> each.name().equals(request))
                .mapToLong(RequestStatus::count)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smoke.yaml", "spike.yaml", "quickstart.yaml"})
    void examplePassesAsItStands(String file) {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            String name = scene.apply(Scene.example(file)).getMetadata().getName();
            LoadTestStatus status = scene.awaitJudged(name, Duration.ofSeconds(120));
            assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.PASSED);
            assertThat(Scene.condition(status, "Passed")).isEqualTo("True");
            assertThat(Scene.condition(status, "Ready")).isEqualTo("True");
            assertThat(status.summary().p95()).isNotEmpty();
            assertThat(status.generator().healthy()).isTrue();
        }
    }

    @Test
    void missedThresholdFailsTheRunAndSaysWhich() {
        try (var scene = Scene.open(cluster)) {
            scene.shop().knobs("{\"delay\":\"120ms\"}");
            scene.apply(Manifests.steady("slow", 4, "{stat: p95, max: 50ms}"));
            LoadTestStatus status = scene.awaitJudged("slow", Duration.ofSeconds(60));
            assertThat(status.verdict()).isEqualTo(Outcome.FAILED);
            assertThat(status.reason()).isEqualTo("ThresholdsFailed");
            assertThat(status.message()).contains("p95").contains("50 ms");
            assertThat(Scene.condition(status, "Stalled")).isEqualTo("True");
        }
    }

    @Test
    void aStarvedGeneratorPassesNothingAndSaysWhatWouldHelp() {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            scene.apply(Manifests.steady("starved", 10, "{metric: errorRate, max: \"1%\"}").replace("rate: 40", "rate: 2000")
                    + "  runners: {resources: {limits: {cpu: 50m}}}\n");
            LoadTestStatus status = scene.awaitFinished("starved", 1, Duration.ofSeconds(240));
            assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(status.reason()).as(status.message()).isEqualTo("GeneratorSaturated");
            assertThat(status.message()).contains("CPU throttled").containsPattern("give each runner \\d+ cores");
            assertThat(status.generator().healthy()).isFalse();
        }
    }

    @Test
    void twoTestsOfTheSameNameDoNotTouchEachOther() {
        try (var left = Scene.open(cluster);
                var right = Scene.open(cluster)) {
            Shop leftShop = left.shop();
            Shop rightShop = right.shop();
            left.apply(Manifests.steady("twin", 5, "{stat: p95, max: 2s}"));
            right.apply(Manifests.steady("twin", 8, "{stat: p95, max: 2s}"));
            LoadTestStatus leftStatus = left.awaitFinished("twin", 1, Duration.ofSeconds(60));
            LoadTestStatus rightStatus = right.awaitFinished("twin", 1, Duration.ofSeconds(60));
            assertThat(leftStatus.results().offered()).isEqualTo(leftShop.requests()).isEqualTo(5 * Manifests.RATE);
            assertThat(rightStatus.results().offered()).isEqualTo(rightShop.requests()).isEqualTo(8 * Manifests.RATE);
        }
    }
}
