package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.BoundObjectReference;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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

            LoadTestStatus status = scene.awaitFinished("victim", 1, MINUTE);
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(SECONDS * Manifests.RATE).isEqualTo(shop.requests());
        }
    }

    private static Pod runner(Scene scene, String index) {
        return scene.runners().stream()
                .filter(pod -> index.equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-completion-index")))
                .findFirst()
                .orElseThrow();
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
                body.write(NONSENSE.getBytes(StandardCharsets.UTF_8));
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
