package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** What may not be done is refused three times: by the API server, by the operator, and by the runner on what a name resolved to. */
class PolicyIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /** A test of all that admission bounds; it is never run. */
    private static final String AT_THE_EDGE = """
            apiVersion: loadstone.dev/v1alpha1
            kind: LoadTest
            metadata: {name: edge}
            spec:
              target: {url: "http://shop.example.com:8080"}
              targets: [{name: cart, service: {name: cart, port: 80}}]
              scenarios:
                - name: browse
                  steps:
                    - http: {path: /}
              load:
                phases:
                  - {name: steady, duration: 60s, open: {rate: 300, maxUsers: 100}}
                  - {name: besides, duration: 30s, startAt: 10s, closed: {users: 50, from: 80}}
                  - {name: minutely, duration: 30s, startAt: 45s, open: {rate: 6000, per: 1m, maxUsers: 10}}
              runners: {count: 3, image: "registry.example/load/runner:1", serviceAccountName: load}
            """;

    /** Enough, too little, and what is said of that. */
    private static final String EDGES = """
            maxRate: 300 | maxRate: 299 | spec.load.phases[steady].open.rate: more arrivals
            maxRate: 400 | maxRate: 99 | spec.load.phases[steady].open.rate: more arrivals
            maxUsers: 100 | maxUsers: 99 | spec.load.phases[steady].open.maxUsers: more users
            maxRunners: 3 | maxRunners: 2 | spec.runners.count: 3 runners
            maxDuration: 75s | maxDuration: 74s | spec.load.phases: the load lasts longer
            images: [registry.example/load] | images: [registry.example/lo] | spec.runners.image: registry.example/load/runner:1
            images: ['registry.example/load/runner:1'] | images: ['registry.example:5000'] | spec.runners.image
            images: [registry.example/] | images: [registry.exampl] | spec.runners.image
            serviceAccounts: [default, load] | serviceAccounts: [default] | spec.runners.serviceAccountName: load is not among
            targets: {hosts: ['*.example.com', cart.NS.svc]} | targets: {hosts: ['*.svc']} | spec.target: shop.example.com is no host
            targets: {hosts: [SHOP.example.com, '*.svc']} | targets: {hosts: [shop.example.com]} | spec.targets: cart.NS.svc is no host
            targets: {cidrs: {denied: [10.0.0.0/8]}} | targets: {hosts: [example.com]} | spec.target: shop.example.com
            """;

    /** Each selects the scene's namespace by its name too, so that nobody else is bound meanwhile. */
    private static final String SELECTORS = """
            {key: kubernetes.io/metadata.name, operator: In, values: [other, NS]} | binds
            {key: kubernetes.io/metadata.name, operator: In, values: [other]} | binds not
            {key: kubernetes.io/metadata.name, operator: NotIn, values: [NS]} | binds not
            {key: none, operator: NotIn, values: [NS]} | binds
            {key: none, operator: Exists} | binds not
            {key: none, operator: DoesNotExist} | binds
            """;

    private final Cluster cluster = Cluster.get();

    @Test
    void theApiServerRefusesByFieldAndTheOperatorWhatTheApiServerCantSee() {
        try (var scene = Scene.open(cluster);
                var policy = new Policy(scene, "targets: {hosts: ['*.svc']}\nmaxRate: 50\nmaxRunners: 1")) {
            String manifest = Manifests.steady("bound", 2, HARMLESS);
            Awaiting.fact(MINUTE, () -> isRefused(scene, manifest.replace("rate: 40", "rate: 51"), "maxRate"));
            assertThatThrownBy(() -> scene.apply(manifest.replace("rate: 40", "rate: 51")))
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("spec.load.phases[steady].open.rate")
                    .hasMessageContaining("LoadTestPolicy " + scene.namespace() + " allows 50");
            assertThatThrownBy(() -> scene.apply(manifest.replace("http://shop:8080", "http://elsewhere.example.com")))
                    .hasMessageContaining("spec.target: elsewhere.example.com is no host");
            // Two phases that overlap are each below the limit: only the plan shows their sum.
            scene.apply(manifest.replace(
                    "open: {rate: 40}}", "open: {rate: 40}}\n      - {name: besides, duration: 2s, startAt: 0s, open: {rate: 20}}"));
            LoadTestStatus status = scene.awaitFinished("bound", 1, MINUTE);
            assertThat(status.reason()).as(status.message()).isEqualTo("PolicyViolation");
            assertThat(status.verdict()).isEqualTo(Outcome.ERROR);
            assertThat(status.message()).contains("spec.load.phases[0].open.rate: 60 arrivals/s in 2 phases");
            assertThat(Scene.condition(status, "Accepted")).isEqualTo("False");
            assertThat(scene.jobs()).isEmpty();
            assertThat(policy.policy.getMetadata().getName()).isEqualTo(scene.namespace());
        }
    }

    /** The tests of the operator's own rules have the same edges: whatever those let through, this must. */
    @Test
    void theApiServerHasTheEdgesOfTheOperator() {
        try (var scene = Scene.open(cluster);
                var policy = new Policy(scene, "freeze: false")) {
            for (String row : EDGES.replace("NS", scene.namespace()).lines().toList()) {
                String[] cells = row.split(" \\| ");
                policy.apply(scene, cells[1]);
                awaitAnswer(scene, row, answer -> answer.contains(cells[2]));
                policy.apply(scene, cells[0]);
                awaitAnswer(scene, row, String::isEmpty);
            }
        }
    }

    @Test
    void theApiServerSelectsNamespacesAsTheOperatorDoes() {
        try (var scene = Scene.open(cluster);
                var policy = new Policy(scene, "freeze: false")) {
            for (String row : SELECTORS.replace("NS", scene.namespace()).lines().toList()) {
                String[] cells = row.split(" \\| ");
                policy.apply(scene, "maxRunners: 2");
                awaitAnswer(scene, row, answer -> answer.contains("allows 2 (maxRunners)"));
                policy.select(scene, cells[0], "maxRunners: 1");
                awaitAnswer(scene, row, answer -> answer.contains(cells[1].equals("binds") ? "allows 1 (maxRunners)" : "")
                        && answer.isEmpty() == cells[1].equals("binds not"));
            }
        }
    }

    @Test
    void aTestThatWasFineMayBeLabelledButNotResumedWhenItIsNotAnyMore() {
        try (var scene = Scene.open(cluster);
                var policy = new Policy(scene, "maxRunners: 2")) {
            awaitAnswer(scene, "before", answer -> answer.contains("(maxRunners)"));
            String suspended = AT_THE_EDGE.replace("spec:", "spec:\n  suspend: true");
            scene.apply(suspended);
            scene.apply(suspended.replace("{name: edge}", "{name: edge, labels: {team: a}}"));
            assertThatThrownBy(() -> scene.apply(AT_THE_EDGE)).hasMessageContaining("spec.runners.count: 3 runners");
            assertThat(policy.policy.getMetadata().getName()).isEqualTo(scene.namespace());
        }
    }

    /** What the API server says of the test is so, soon; nothing where it takes it. */
    private static void awaitAnswer(Scene scene, String row, Predicate<String> fact) {
        var last = new AtomicReference<String>("");
        try {
            Awaiting.fact(Duration.ofSeconds(20), () -> {
                last.set(refusal(scene, AT_THE_EDGE));
                return fact.test(last.get());
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(row + "\nthe API server says: " + last.get(), e);
        }
    }

    private static boolean isRefused(Scene scene, String manifest, String words) {
        return refusal(scene, manifest).contains(words);
    }

    /** Nothing where it is taken. */
    private static String refusal(Scene scene, String manifest) {
        try {
            scene.client()
                    .resource(Serialization.unmarshal(manifest, LoadTest.class))
                    .inNamespace(scene.namespace())
                    .dryRun()
                    .create();
            return "";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aTestThatIsDeletedDuringItsRunLeavesALineInTheAuditLog() throws Exception {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            scene.apply(Manifests.steady("gone", 60, HARMLESS));
            scene.await("gone", MINUTE, "load for 1 s", status -> status.progress() != null
                    && status.progress().elapsedSeconds() >= 1);
            scene.client().resource(scene.get("gone")).delete();
            JsonNode line = auditLine(scene, "RunEnded");
            assertThat(line.at("/outcome/message").asText()).as("%s", line).isEqualTo("the test was deleted during the run");
            assertThat(line.at("/outcome/requests").asLong()).isPositive();
            assertThat(line.at("/targets/0").asText()).isEqualTo("http://shop:8080");
        }
    }

    /** The last one of this event in the scene's namespace. */
    private JsonNode auditLine(Scene scene, String event) throws IOException {
        String begin = "\"event\":\"" + event + "\",\"namespace\":\"" + scene.namespace() + "\"";
        var found = new AtomicReference<String>();
        Awaiting.fact(Duration.ofSeconds(20), () -> {
            Operator.log(cluster.client())
                    .lines()
                    .filter(line -> line.startsWith("{\"audit\":true") && line.contains(begin))
                    .forEach(found::set);
            return found.get() != null;
        });
        return new ObjectMapper().readTree(found.get());
    }

    /** No policy is needed for this: the API server of the cluster is no target, by whatever name. */
    @Test
    void theRunnerConnectsToNoAddressThatIsRefusedWhateverNameItHas() throws Exception {
        try (var scene = Scene.open(cluster)) {
            scene.client()
                    .resource(new ServiceBuilder()
                            .withNewMetadata()
                            .withName("innocent")
                            .endMetadata()
                            .withNewSpec()
                            .withType("ExternalName")
                            .withExternalName("kubernetes.default.svc.cluster.local")
                            .endSpec()
                            .build())
                    .inNamespace(scene.namespace())
                    .create();
            scene.apply(Manifests.steady("sly", 30, HARMLESS)
                    .replace("http://shop:8080", "https://innocent:443")
                    .replace("{name: sly}", "{name: sly, annotations: {argocd.argoproj.io/tracking-id: shop:sly}}"));
            LoadTestStatus status = scene.awaitFinished("sly", 1, MINUTE);
            assertThat(status.reason()).as(status.message()).isEqualTo("TargetRefused");
            assertThat(status.verdict()).isEqualTo(Outcome.ERROR);
            assertThat(status.message()).contains("is the cluster's API server; Loadstone does not send load there");
            JsonNode line = auditLine(scene, "RunEnded");
            assertThat(line.at("/changedBy/manager").asText()).as("%s", line).isEqualTo("fabric8");
            assertThat(line.at("/changedBy/operation").asText()).isEqualTo("Apply");
            assertThat(line.at("/tracking").asText()).isEqualTo("shop:sly");
            assertThat(line.at("/targets/0").asText()).isEqualTo("https://innocent");
            assertThat(line.at("/load/arrivalsPerSecond").asLong()).isEqualTo(Manifests.RATE);
            assertThat(line.at("/outcome/reason").asText()).isEqualTo("TargetRefused");
        }
    }

    @Test
    void aFreezeStopsTheLoadWithinSeconds() {
        try (var scene = Scene.open(cluster);
                var policy = new Policy(scene, "freeze: false")) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("frozen", 120, HARMLESS));
            scene.await("frozen", MINUTE, "load for 2 s", status -> status.progress() != null
                    && status.progress().elapsedSeconds() >= 2);
            policy.apply(scene, "freeze: true");
            LoadTestStatus status = scene.awaitFinished("frozen", 1, Duration.ofSeconds(15));
            long counted = shop.requests();
            assertThat(status.reason()).as(status.message()).isEqualTo("Frozen");
            assertThat(status.verdict()).isEqualTo(Outcome.ABORTED);
            assertThat(status.results().offered()).isEqualTo(counted);
            assertThat(counted).isBetween(Manifests.RATE, 60 * Manifests.RATE);
        }
    }
}
