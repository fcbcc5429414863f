package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can become of a runner's pod: the run ends within its deadline, with the culprit's name, and nobody is replaced. */
@Tag("long")
class PodFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration NOTICED = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration ENDED = DEADLINE.plusSeconds(70);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /**
     * A test whose runners never get ready.
     *
     * @param runners what its spec says of them, in flow style
     * @param spec what else its spec says
     * @param words that must stand in the message
     */
    private record Doom(String name, String runners, String spec, String reason, List<String> words) {
        String manifest() {
            String resources = runners.contains("resources") ? "" : ", " + Manifests.SMALL;
            return Manifests.steady(name, 2, HARMLESS) + "  runPolicy: {startDeadline: " + DEADLINE.toSeconds() + "s}\n  runners: {"
                    + runners + resources + "}\n  " + spec + "\n";
        }
    }

    /** Those that may yet mend themselves, or be mended: told at once, and given up at the start deadline. */
    private static final List<Doom> WAITING = List.of(
            new Doom("imageless", "image: \"loadstone.local/never-built:1\"", "", "ImagePullFailed", List.of("never-built:1")),
            new Doom("placeless", "nodeSelector: {disk: none}", "", "Unschedulable", List.of("node affinity/selector")),
            new Doom("greedy", "resources: {requests: {cpu: \"999\"}}", "", "Unschedulable", List.of("Insufficient cpu")),
            new Doom("mapless", "count: 1", variable("configMapKeyRef: {name: no-such-map, key: k}"), "ConfigMissing", List.of("no-such-map")),
            new Doom("keyless", "count: 1", variable("secretKeyRef: {name: keys, key: no-such-key}"), "ConfigMissing", List.of("no-such-key", "keys")),
            new Doom("secretless", "count: 1", variable("secretKeyRef: {name: no-such-secret, key: k}"), "ConfigMissing", List.of("no-such-secret")),
            new Doom("wordless", "count: 1", variable("configMapKeyRef: {name: words, key: no-such-word}"), "ConfigMissing", List.of("no-such-word", "words")),
            new Doom(
                    "keyfileless",
                    "count: 1",
                    "data: [{name: users, from: {secretKeyRef: {name: no-such-keyfile, key: k}}, format: Csv}]",
                    "ConfigMissing",
                    List.of("no-such-keyfile")),
            new Doom(
                    "fileless",
                    "count: 1",
                    "data: [{name: users, from: {configMapKeyRef: {name: no-such-file, key: k}}, format: Csv}]",
                    "ConfigMissing",
                    List.of("no-such-file")),
            new Doom("nameless", "serviceAccountName: nobody", "", "PodRefused", List.of("serviceaccount", "nobody")));

    /** Those that are over at once. */
    private static final List<Doom> ENDING = List.of(
            new Doom("crashing", "image: \"loadstone/operator:dev\"", "", "RunnerCrashed", List.of("before the start, runner 0 ended")),
            new Doom("cramped", "resources: {limits: {memory: 32Mi}}", "", "RunnerOOMKilled", List.of("memory limit of 32Mi")));

    private final Cluster cluster = Cluster.get();

    private static String variable(String from) {
        return "variables: [{name: key, valueFrom: {" + from + "}}]";
    }

    @Test
    void whatKeepsARunnerFromStartingIsToldAtOnceAndGivenUpAtTheDeadline() {
        try (var scene = Scene.open(cluster)) {
            scene.client()
                    .resource(new SecretBuilder().withNewMetadata().withName("keys").endMetadata().addToStringData("other", "x").build())
                    .inNamespace(scene.namespace())
                    .create();
            scene.client()
                    .resource(new ConfigMapBuilder().withNewMetadata().withName("words").endMetadata().addToData("other", "x").build())
                    .inNamespace(scene.namespace())
                    .create();
            List<Fault> faults = WAITING.stream().map(each -> apply(scene, each)).toList();
            List<Fault> crashes = ENDING.stream().map(each -> apply(scene, each)).toList();
            for (int index = 0; index < WAITING.size(); index++) {
                Doom doom = WAITING.get(index);
                LoadTestStatus stalled = scene.await(doom.name(), NOTICED, "Stalled", status -> Scene.isTrue(status, "Stalled"));
                faults.get(index).noticed(stalled.reason() + ": " + stalled.message());
                assertThat(stalled.reason()).as(stalled.message()).isEqualTo(doom.reason());
                assertThat(stalled.message()).contains(doom.words());
                assertThat(stalled.verdict()).as("it may yet be mended").isNull();
                assertThat(Scene.condition(stalled, "Reconciling")).isEqualTo("False");
            }
            for (int index = 0; index < ENDING.size(); index++) {
                Doom doom = ENDING.get(index);
                LoadTestStatus ended = scene.awaitFinished(doom.name(), 1, NOTICED);
                crashes.get(index).noticed(ended.reason() + ": " + ended.message());
                assertEnded(ended, doom);
            }
            for (Doom doom : WAITING) {
                LoadTestStatus ended = scene.awaitFinished(doom.name(), 1, ENDED);
                assertEnded(ended, doom);
                assertThat(ended.message()).contains("0 of 1 runners were ready within 20s");
                assertThat(events(scene, doom)).as("told of once").isEqualTo(1);
            }
            scene.client().resources(LoadTest.class).inNamespace(scene.namespace()).delete();
            scene.awaitNothingLeft(MINUTE);
        }
    }

    private static Fault apply(Scene scene, Doom doom) {
        scene.apply(doom.manifest());
        return Fault.injected(doom.name());
    }

    private static void assertEnded(LoadTestStatus ended, Doom doom) {
        assertThat(ended.verdict()).as(ended.message()).isEqualTo(Outcome.ERROR);
        assertThat(ended.reason()).as(ended.message()).isEqualTo(doom.reason());
        assertThat(ended.message()).contains(doom.words());
        assertThat(Scene.condition(ended, "Stalled")).isEqualTo("True");
        assertThat(ended.results()).as("no load was made").isNull();
    }

    private static long events(Scene scene, Doom doom) {
        return scene.client().v1().events().inNamespace(scene.namespace()).list().getItems().stream()
                .filter(each -> each.getInvolvedObject().getKind().equals("LoadTest"))
                .filter(each -> each.getInvolvedObject().getName().equals(doom.name()) && each.getReason().equals(doom.reason()))
                .count();
    }

    @Test
    void aQuotaThatIsTooSmallStartsNoLoadAtAll() {
        try (var scene = Scene.open(cluster)) {
            scene.client()
                    .resource(new ResourceQuotaBuilder()
                            .withNewMetadata()
                            .withName("small")
                            .endMetadata()
                            .withNewSpec()
                            .withHard(Map.of("pods", new Quantity("1")))
                            .endSpec()
                            .build())
                    .inNamespace(scene.namespace())
                    .create();
            var doom = new Doom("crowd", "count: 2", "", "PodRefused", List.of("exceeded quota: small", "pods=1"));
            Fault fault = apply(scene, doom);
            LoadTestStatus stalled = scene.await("crowd", NOTICED, "Stalled", status -> Scene.isTrue(status, "Stalled"));
            fault.noticed(stalled.reason() + ": " + stalled.message());
            assertThat(stalled.message()).contains(doom.words());
            LoadTestStatus ended = scene.awaitFinished("crowd", 1, ENDED);
            assertEnded(ended, doom);
            assertThat(ended.message()).contains("1 of 2 runners were ready within 20s");
            Awaiting.fact(MINUTE, () -> scene.runners().isEmpty());
        }
    }

    @Test
    void aLimitRangeThatARunnerBreaksIsNamed() {
        try (var scene = Scene.open(cluster)) {
            scene.client()
                    .resource(new LimitRangeBuilder()
                            .withNewMetadata()
                            .withName("modest")
                            .endMetadata()
                            .withNewSpec()
                            .addNewLimit()
                            .withType("Container")
                            .addToMax("memory", new Quantity("64Mi"))
                            .endLimit()
                            .endSpec()
                            .build())
                    .inNamespace(scene.namespace())
                    .create();
            var doom = new Doom("immodest", "count: 1", "", "PodRefused", List.of("maximum memory usage per Container is 64Mi"));
            Fault fault = apply(scene, doom);
            LoadTestStatus stalled = scene.await("immodest", NOTICED, "Stalled", status -> Scene.isTrue(status, "Stalled"));
            fault.noticed(stalled.reason() + ": " + stalled.message());
            assertThat(stalled.reason()).isEqualTo(doom.reason());
            assertThat(stalled.message()).contains(doom.words());
        }
    }

    @Test
    void aRunnerThatIsTakenInMidRunIsNotReplacedAndTheRunSaysWhatBecameOfIt() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            scene.apply(pair("evicted", "/"));
            scene.apply(pair("removed", "/api/products/7"));
            scene.apply(pair("vanished", "/cookies"));
            scene.apply(hungry());
            List.of("evicted", "removed", "vanished").forEach(each -> Running.forSeconds(scene, each, 2));

            Pod evicted = scene.runner("evicted", 1);
            Fault eviction = Fault.injected("evicted");
            assertThat(scene.client().pods().resource(evicted).evict()).isTrue();
            Fault removal = Fault.injected("removed");
            scene.client().resource(scene.runner("removed", 1)).delete();
            Fault vanishing = Fault.injected("vanished");
            scene.client().resource(scene.runner("vanished", 1)).withGracePeriod(0).delete();

            assertLost(scene, "evicted", "RunnerEvicted", "runner 1 was evicted", eviction);
            assertLost(scene, "removed", "RunnerLost", "the pod of runner 1 was deleted", removal);
            assertLost(scene, "vanished", "RunnerLost", "runner 1", vanishing);
            LoadTestStatus hungry = scene.awaitFinished("hungry", 1, MINUTE);
            System.out.println("hungry " + hungry.reason() + ": " + hungry.message());
            assertThat(hungry.verdict()).as(hungry.message()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(hungry.reason()).as(hungry.message()).isEqualTo("RunnerOOMKilled");
            assertThat(hungry.message())
                    .contains("limit of 128Mi", "give each runner more memory in spec.runners.resources")
                    .containsPattern("at second \\d+ of 30");
            assertThat(hungry.runners().lost()).isEqualTo(1);
            assertThat(List.of(witness.jobs("hungry"), witness.pods("hungry"))).containsOnly(1);

            // Who is told to go has the time to send what it measured.
            assertSentLastWord(scene, "evicted", shop, "GET /");
            assertSentLastWord(scene, "removed", shop, "GET /api/products/{id}");
            for (String name : List.of("evicted", "removed", "vanished")) {
                assertThat(witness.pods(name)).as("pods of " + name).isEqualTo(2);
                assertThat(witness.jobs(name)).as("Jobs of " + name).isEqualTo(1);
            }
            Awaiting.fact(MINUTE, () -> scene.runners().stream().noneMatch(each -> each.getStatus().getPhase().equals("Running")));
        }
    }

    private static String pair(String name, String path) {
        return Manifests.steady(name, 30, HARMLESS).replace("/api/products", path) + "  runners: {count: 2, " + Manifests.SMALL + "}\n";
    }

    /** More users than its memory holds, bit by bit. */
    private static String hungry() {
        return Manifests.steady("hungry", 30, HARMLESS)
                        .replace("open: {rate: 40}", "closed: {users: 400000, from: 1}")
                        .replace("- http:", "- think: {duration: 60s}\n        - http:")
                + "  runners: {count: 1, resources: {requests: {cpu: 100m}, limits: {memory: 128Mi}}}\n";
    }

    private static void assertLost(Scene scene, String name, String reason, String words, Fault fault) {
        scene.await(name, MINUTE, "stopping", status -> status.run().stopReason() != null);
        fault.noticed(scene.get(name).getStatus().run().stopReason());
        LoadTestStatus status = scene.awaitFinished(name, 1, MINUTE);
        System.out.println(name + " " + status.reason() + ": " + status.message());
        assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(status.reason()).as(status.message()).isEqualTo(reason);
        assertThat(status.message()).contains(words).containsPattern("at second \\d+ of 30");
        assertThat(Scene.condition(status, "Passed")).isEqualTo("Unknown");
        assertThat(Scene.condition(status, "Stalled")).isEqualTo("True");
        assertThat(status.runners().lost()).isEqualTo(1);
    }

    private static void assertSentLastWord(Scene scene, String name, Shop shop, String endpoint) {
        LoadTestStatus status = scene.get(name).getStatus();
        assertThat(status.runners().reported()).as(status.message()).isEqualTo(2);
        long counted = shop.counters().path("byEndpoint").path(endpoint).asLong();
        assertThat(counted)
                .as(status.message())
                .isBetween(status.results().completed(), status.results().offered())
                .isPositive();
    }
}
