package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RequestStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is wrong with targets, in the words of the results; and the run is over in time whatever they do. */
@Tag("long")
class TargetFaultsIT {
    private static final String WHATEVER_THE_MACHINE = "  runners: {onSaturation: Warn}\n";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /** Services of the shop's pods that lead nowhere. */
    private static final String SERVICES = """
            apiVersion: v1
            kind: Service
            metadata: {name: refusing}
            spec: {selector: {app.kubernetes.io/name: shop}, ports: [{port: 8080, targetPort: 9}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: down}
            spec: {selector: {app.kubernetes.io/name: nobody}, ports: [{port: 8080}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: fading}
            spec: {selector: {app.kubernetes.io/name: shop}, ports: [{port: 8080, targetPort: http}]}
            """;

    private static final String BROKEN = """
            apiVersion: loadstone.dev/v1alpha1
            kind: LoadTest
            metadata: {name: broken}
            spec:
              target: {url: "http://shop:8080", timeouts: {connect: 3s, request: 3s}}
              targets:
                - {name: refusing, url: "http://refusing:8080"}
                - {name: down, url: "http://down:8080"}
                - {name: nowhere, url: "http://nowhere.invalid:8080"}
                - name: expired
                  url: "https://shop:8443"
                  tls: {ca: {secretKeyRef: {name: shop-tls, key: ca.crt}}}
              scenarios:
                - {name: sound, steps: [{http: {name: sound, path: /api/products}}]}
                - {name: slow, steps: [{http: {name: slow, path: "/latency/constant?ms=600"}}]}
                - {name: refusing, steps: [{http: {name: refusing, target: refusing, path: /}}]}
                - {name: down, steps: [{http: {name: down, target: down, path: /}}]}
                - {name: nowhere, steps: [{http: {name: nowhere, target: nowhere, path: /}}]}
                - {name: expired, steps: [{http: {name: expired, target: expired, path: /}}]}
                - {name: silent, steps: [{http: {name: silent, path: /, headers: [{name: X-Shop-Delay, value: 60s}]}}]}
                - {name: endless, steps: [{http: {name: endless, path: /endless}}]}
                - {name: torn, steps: [{http: {name: torn, path: /torn}}]}
                - {name: resetting, steps: [{http: {name: resetting, path: /reset}}]}
                - {name: busy, steps: [{http: {name: busy, path: /, headers: [{name: X-Shop-Status, value: "503"}]}}]}
              load:
                phases:
                  - {name: steady, duration: 5s, open: {rate: 33}}
              thresholds: [{metric: errorRate, max: "1%"}]
              runners: {onSaturation: Warn}
            """;

    private static final Map<String, String> CLASSES = Map.of(
            "refusing", "connect",
            "down", "connect",
            "nowhere", "dns",
            "expired", "tls",
            "silent", "timeout",
            "endless", "timeout",
            "torn", "closed",
            "resetting", "closed",
            "busy", "status 503");

    private final Cluster cluster = Cluster.get();

    @Test
    void everyFaultOfATargetHasItsClassAndTheRunEndsInTime() throws IOException {
        try (var scene = Scene.open(cluster)) {
            Path expired = Files.createTempDirectory("expired-tls");
            Shell.run("../examples/shop/certificates " + expired + " -1");
            scene.secret("shop-tls", expired);
            scene.shop();
            scene.apply(SERVICES);
            scene.apply(BROKEN);
            scene.apply(Manifests.steady("dead", 3, "").replace("http://shop:", "http://down:") + WHATEVER_THE_MACHINE);
            scene.apply(Manifests.steady("fading", 12, "{metric: errorRate, max: \"1%\"}")
                    .replace(
                            "{url: \"http://shop:8080\"}",
                            "{url: \"http://fading:8080\", connections: {mode: PerRequest}, timeouts: {connect: 1s, request: 1s}}")
                    + WHATEVER_THE_MACHINE);
            Running.forSeconds(scene, "fading", 2);
            scene.client().services().inNamespace(scene.namespace()).withName("fading").delete();
            Fault fault = Fault.injected("target's Service deleted in mid-run");

            assertClasses(scene.awaitFinished("broken", 1, MINUTE));
            LoadTestStatus dead = scene.awaitFinished("dead", 1, MINUTE);
            assertThat(dead.verdict()).as(dead.message()).isEqualTo(Outcome.FAILED);
            assertThat(dead.reason()).isEqualTo("AllRequestsFailed");
            assertThat(dead.message()).contains("connect: 120");
            LoadTestStatus fading = scene.awaitFinished("fading", 1, MINUTE);
            fault.noticed(fading.reason() + ": " + fading.message());
            assertThat(fading.verdict()).as(fading.message()).isEqualTo(Outcome.FAILED);
            assertThat(fading.results().errors().keySet()).as("a request under way when the way went is a timeout").isSubsetOf(Set.of("connect", "dns", "timeout"));
            assertThat(fading.results().completed()).isGreaterThanOrEqualTo(2 * Manifests.RATE);
            assertThat(fading.results().failed()).isGreaterThanOrEqualTo(2 * Manifests.RATE);
            assertThat(fading.results().offered()).isEqualTo(12 * Manifests.RATE);
        }
    }

    private static void assertClasses(LoadTestStatus status) {
        System.out.println("broken: " + status.reason() + ": " + status.message());
        assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.FAILED);
        assertThat(status.reason()).as(status.message()).isEqualTo("ThresholdsFailed");
        assertThat(status.message()).as("the most frequent").contains("timeout: ", "closed: ", "connect: ");
        assertThat(status.results().errors()).containsOnlyKeys(Set.copyOf(CLASSES.values()).toArray(String[]::new));
        assertThat(status.results().offered()).isEqualTo(5 * 33);
        assertThat(status.results().incomplete()).as("whatever the targets do").isZero();
        assertThat(status.results().requests()).hasSize(CLASSES.size() + 2);
        for (RequestStatus request : status.results().requests()) {
            String expected = CLASSES.get(request.name());
            assertThat(request.count()).as(request.name()).isPositive();
            assertThat(request.errors())
                    .as(request.name())
                    .isEqualTo(expected == null ? Map.of() : Map.of(expected, request.count()));
        }
    }
}
