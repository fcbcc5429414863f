package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunnerReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.BoundObjectReference;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reports from pods that may not send them, with real tokens of the cluster, into a run under way. */
class ForgeryIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** As long as a busy machine takes until the other namespace's test runs too, and for five tunnels. */
    private static final int SECONDS = 40;

    private static final String NONSENSE = "{}";

    private final Cluster cluster = Cluster.get();

    @Test
    void nobodyReportsForAnother() throws Exception {
        try (var scene = Scene.open(cluster);
                var elsewhere = Scene.open(cluster)) {
            Shop shop = scene.shop();
            elsewhere.shop();
            scene.apply(Manifests.steady("victim", SECONDS, "{stat: p99, max: 20s}")
                    .replace("thresholds:", "runners: {count: 2}\n  thresholds:"));
            elsewhere.apply(Manifests.steady("culprit", SECONDS, "{stat: p99, max: 20s}"));
            LoadTestStatus running =
                    scene.await("victim", MINUTE, "Running", status -> status.phase() == RunPhase.RUNNING);
            elsewhere.await("culprit", MINUTE, "Running", status -> status.phase() == RunPhase.RUNNING);
            String uid = scene.get("victim").getMetadata().getUid();
            String first = "/v1/runs/" + uid + "/" + running.run().number() + "/runners/0";
            Pod second = runner(scene, "1");

            Pod operator = Operator.pods(cluster.client()).getFirst();
            double refused = refused(operator, "other_runner");
            assertThat(push(operator, scene, first, token(scene, second, "loadstone")))
                    .as("another runner of the same run")
                    .isEqualTo(403);
            assertThat(push(operator, scene, first, token(elsewhere, runner(elsewhere, "0"), "loadstone")))
                    .as("a runner of another namespace")
                    .isEqualTo(403);
            assertThat(push(operator, scene, first, token(scene, shopPod(scene), "loadstone")))
                    .as("a pod that is no runner")
                    .isEqualTo(401);
            assertThat(push(operator, scene, first, token(scene, runner(scene, "0"), "elsewhere")))
                    .as("the right pod's token for another audience")
                    .isEqualTo(401);
            assertThat(push(operator, scene, first, token(scene, runner(scene, "0"), "loadstone")))
                    .as("nonsense of the right pod")
                    .isEqualTo(400);
            assertThat(refused(operator, "other_runner")).isEqualTo(refused + 2);
            assertThat(push(operator, scene, first, token(scene, runner(scene, "0"), "loadstone"), second(status(scene))))
                    .as("a sound report of the right pod, but of another process")
                    .isEqualTo(409);
            flood(operator, scene, elsewhere, first);

            LoadTestStatus status = scene.awaitFinished("victim", 1, MINUTE);
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(SECONDS * Manifests.RATE).isEqualTo(shop.requests());
        }
    }

    private static RunId status(Scene scene) {
        var victim = scene.get("victim");
        return new RunId(victim.getMetadata().getUid(), victim.getStatus().run().number());
    }

    private static String second(RunId run) {
        var report = new RunnerReport(
                RunnerReport.VERSION, run, 0, "second", 9, RunnerReport.State.RUNNING, 0, List.of(), null, null, "");
        return new String(ProtocolJson.write(report), StandardCharsets.UTF_8);
    }

    /** By a Job of another namespace whose pod is labelled as the victim's runner, as anybody may make one who may make Jobs. */
    private void flood(Pod operator, Scene scene, Scene elsewhere, String path) throws Exception {
        elsewhere.client().resource(likeOf(scene.jobs().getFirst())).inNamespace(elsewhere.namespace()).create();
        Awaiting.fact(MINUTE, () -> !copies(elsewhere).isEmpty());
        Pod copy = copies(elsewhere).getFirst();
        String token = token(elsewhere, copy, "loadstone");
        SSLContext trust = trusting(scene);
        try (LocalPortForward tunnel = tunnel(operator, 8443)) {
            for (int push = 0; push < 60; push++) {
                assertThat(answer(tunnel, trust, path, token))
                        .as("push %d of a copy of the victim's runner", push)
                        .startsWith("HTTP/1.1 403");
            }
            String unseen = token(elsewhere, copy, "loadstone");
            elsewhere.client().resource(copy).withGracePeriod(0).delete();
            Awaiting.fact(MINUTE, () -> elsewhere.client().resource(copy).get() == null
                    || !copy.getMetadata().getUid().equals(elsewhere.client().resource(copy).get().getMetadata().getUid()));
            assertThat(answer(tunnel, trust, path, unseen))
                    .as("the token of a pod that is gone")
                    .startsWith("HTTP/1.1 401");
        }
    }

    private static List<Pod> copies(Scene elsewhere) {
        return elsewhere.client()
                .pods()
                .inNamespace(elsewhere.namespace())
                .withLabel("job-name", "copy")
                .withLabel("batch.kubernetes.io/job-completion-index", "0")
                .list()
                .getItems();
    }

    /** It need not run: its token is all that counts. */
    private static Job likeOf(Job victims) {
        Map<String, String> labels = new TreeMap<>(victims.getSpec().getTemplate().getMetadata().getLabels());
        labels.keySet().removeIf(key -> key.contains("job-name") || key.contains("controller-uid"));
        return new JobBuilder()
                .withNewMetadata()
                .withName("copy")
                .endMetadata()
                .withNewSpec()
                .withCompletionMode("Indexed")
                .withCompletions(1)
                .withParallelism(1)
                .withNewTemplateLike(victims.getSpec().getTemplate())
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** The first line of what nonsense is answered. */
    private static String answer(LocalPortForward tunnel, SSLContext trust, String path, String token) throws Exception {
        try (var socket = trust.getSocketFactory().createSocket("127.0.0.1", tunnel.getLocalPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST " + path + " HTTP/1.1\r\nHost: operator\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Length: " + NONSENSE.length() + "\r\n\r\n" + NONSENSE;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        }
    }

    private static Pod runner(Scene scene, String index) {
        return scene.runners().stream()
                .filter(pod -> index.equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-completion-index")))
                .findFirst()
                .orElseThrow();
    }

    /** Whoever may make ConfigMaps knows the name of the next run's plan: that one he makes first is not done. */
    @Test
    void aPlanThatSomebodyElseWroteIsNotDone() throws Exception {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            String manifest = Manifests.steady("forged", 2, "{stat: p99, max: 20s}");
            scene.apply(manifest);
            scene.awaitFinished("forged", 1, MINUTE);
            ConfigMap plan = scene.configMaps().stream()
                    .filter(map -> map.getData().containsKey("plan.json"))
                    .findFirst()
                    .orElseThrow();
            String name = plan.getMetadata().getName().replace("forged-1-", "forged-2-");
            String json = plan.getData().get("plan.json");
            ConfigMap forged = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .addToData("ca.crt", plan.getData().get("ca.crt"))
                    .addToData("plan.json", json.replace("\"number\":1", "\"number\":2").replace("\"runners\":1", "\"runners\":300"))
                    .build();
            assertThat(forged.getData().get("plan.json")).isNotEqualTo(json);
            scene.client().resource(forged).inNamespace(scene.namespace()).create();
            scene.apply(manifest.replace("{name: forged}", "{name: forged, annotations: {loadstone.dev/run-at: again}}"));
            LoadTestStatus stalled = scene.await("forged", MINUTE, "the plan is refused",
                    status -> status.run().number() == 2 && "PodRefused".equals(status.reason()));
            assertThat(stalled.message()).contains("ConfigMap " + name + " is there already, with another plan");
            assertThat(scene.jobs()).as("nobody does what it says").hasSize(1);
            scene.client().configMaps().inNamespace(scene.namespace()).withName(name).delete();
            Scene.assertWhole(scene.awaitFinished("forged", 2, MINUTE));
            assertThat(shop.requests()).isEqualTo(4 * Manifests.RATE);
        }
    }

    /** What the operator trusts is in the status: whoever may edit all else of a namespace must not write it. */
    @Test
    void whoMayEditANamespaceWritesNoStatus() {
        try (var scene = Scene.open(cluster);
                var elsewhere = Scene.open(cluster);
                KubernetesClient tenant = tenant(scene)) {
            LoadTest test = Serialization.unmarshal(
                    Manifests.steady("own", 2, "{stat: p99, max: 20s}").replace("spec:", "spec:\n  suspend: true"),
                    LoadTest.class);
            tenant.resource(test).inNamespace(scene.namespace()).create();
            assertForbidden(() -> tenant.resource(test)
                    .inNamespace(scene.namespace())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"phase\": \"Finished\"}}"));
            assertForbidden(() -> tenant.resource(test).inNamespace(elsewhere.namespace()).create());
            assertForbidden(() -> tenant.resources(LoadTestPolicy.class).withName("any").delete());
        }
    }

    private static void assertForbidden(ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
    }

    /** Somebody with the built-in role edit in the scene's namespace, and nothing else. */
    private KubernetesClient tenant(Scene scene) {
        scene.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("tenant")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "edit")
                        .addNewSubject("rbac.authorization.k8s.io", "User", scene.namespace(), null)
                        .build())
                .inNamespace(scene.namespace())
                .create();
        Config config = new ConfigBuilder(scene.client().getConfiguration())
                .withImpersonateUsername(scene.namespace())
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(scene.client().getKubernetesSerialization())
                .build();
    }

    private static Pod shopPod(Scene scene) {
        return scene.client().pods().inNamespace(scene.namespace()).withLabel("app.kubernetes.io/name", "shop").list().getItems().getFirst();
    }

    /** As the kubelet projects it. */
    private static String token(Scene scene, Pod pod, String audience) {
        return scene.client()
                .serviceAccounts()
                .inNamespace(scene.namespace())
                .withName("default")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .withExpirationSeconds(600L)
                        .withBoundObjectRef(new BoundObjectReference(
                                "v1", "Pod", pod.getMetadata().getName(), pod.getMetadata().getUid()))
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private int push(Pod operator, Scene scene, String path, String token) throws Exception {
        return push(operator, scene, path, token, NONSENSE);
    }

    private int push(Pod operator, Scene scene, String path, String token, String report) throws Exception {
        try (LocalPortForward tunnel = tunnel(operator, 8443)) {
            URI address = URI.create("https://127.0.0.1:" + tunnel.getLocalPort() + path);
            var connection = (HttpsURLConnection) address.toURL().openConnection();
            connection.setSSLSocketFactory(trusting(scene).getSocketFactory());
            // The tunnel ends on the loopback, which is none of the certificate's names.
            connection.setHostnameVerifier((host, session) -> true);
            connection.setReadTimeout(10_000);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(report.getBytes(StandardCharsets.UTF_8));
            }
            return connection.getResponseCode();
        }
    }

    private LocalPortForward tunnel(Pod operator, int port) {
        return cluster.client().pods().resource(operator).portForward(port);
    }

    /** The authority that the run's own runners trust. */
    private static SSLContext trusting(Scene scene) throws GeneralSecurityException, IOException {
        String ca = scene.configMaps().stream()
                .filter(map -> map.getData() != null && map.getData().containsKey("ca.crt"))
                .findFirst()
                .orElseThrow()
                .getData()
                .get("ca.crt");
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(ca.getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private double refused(Pod operator, String result) throws Exception {
        try (LocalPortForward tunnel = tunnel(operator, 8081);
                HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + tunnel.getLocalPort() + "/metrics"))
                    .build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("loadstone_pushes_total") && line.contains("\"" + result + "\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }
}
