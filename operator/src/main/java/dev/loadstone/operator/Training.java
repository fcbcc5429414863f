package dev.loadstone.operator;

import dev.loadstone.operator.observe.MetricsConfig;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunnerReport;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Lets the operator live its first seconds on a cluster of its own making, so that the JVM can write down the classes for a fast
 * start ({@code -XX:AOTCacheOutput}): it leads, plans a test, makes its runners and takes a report over HTTPS.
 */
final class Training {
    private static final RunId RUN = new RunId("training", 1);
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;
    private static final String API = "/api/v1/namespaces/training/";
    private static final String TESTS = "/apis/loadstone.dev/v1alpha1/namespaces/training/loadtests/";
    private static final String TEST = """
            {"apiVersion": "loadstone.dev/v1alpha1", "kind": "LoadTest",
             "metadata": {"name": "training", "namespace": "training", "uid": "training", "generation": 1,
              "resourceVersion": "1", "creationTimestamp": "2026-01-01T00:00:00Z"},
             "spec": {"target": {"url": "http://localhost"},
              "scenarios": [{"name": "browse", "steps": [{"http": {"path": "/"}}]}],
              "load": {"phases": [{"name": "steady", "duration": "1s", "open": {"rate": 1}}]}}}
            """;
    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "training", "namespace": "training", "uid": "training",
              "resourceVersion": "1", "annotations": {"loadstone.dev/test": "training"},
              "labels": {"loadstone.dev/test-uid": "training", "loadstone.dev/run": "1",
               "batch.kubernetes.io/job-completion-index": "0"},
              "ownerReferences": [{"apiVersion": "batch/v1", "kind": "Job", "name": "training", "uid": "training",
               "controller": true}]},
             "spec": {"containers": [{"name": "runner"}]}, "status": {"phase": "Running"}}
            """;
    private static final String REVIEW = """
            {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "metadata": {"name": ""},
             "status": {"authenticated": true, "audiences": ["loadstone"],
              "user": {"username": "system:serviceaccount:training:default", "extra": {
               "authentication.kubernetes.io/pod-name": ["training"],
               "authentication.kubernetes.io/pod-uid": ["training"]}}}}
            """;

    private Training() {}

    static void run() throws IOException, GeneralSecurityException, InterruptedException {
        var cluster = new TrainingCluster();
        cluster.put(TESTS + "training", TEST);
        cluster.put(API + "pods/training", POD);
        cluster.put("/api", "{\"serverAddressByClientCIDRs\": [{\"serverAddress\": \"192.0.2.1:6443\"}]}");
        cluster.put(API + "secrets/training", "{\"metadata\": {\"name\": \"training\", \"resourceVersion\": \"1\"}}");
        cluster.put("/apis/authentication.k8s.io/v1/tokenreviews/", REVIEW);
        int port = freePort();
        var config = new OperatorConfig(
                "training",
                Set.of("training"),
                "runner",
                "Never",
                List.of(),
                Duration.ofMinutes(10),
                port,
                freePort(),
                List.of("127.0.0.1"),
                new OperatorConfig.Place("training", "127.0.0.1", "training"),
                "training",
                true,
                "training",
                "pod",
                1,
                SafetyConfig.parse(Map.of("LOADSTONE_POLICIES", "true")));
        Config api = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(cluster.url())
                .build();
        new OperatorProcess(config, MetricsConfig.DEFAULT, ClusterClient.connect(api)).start();
        push(cluster, port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Tries until the operator leads and has opened the run. */
    private static void push(TrainingCluster cluster, int port) throws GeneralSecurityException, InterruptedException {
        byte[] report = ProtocolJson.write(
                new RunnerReport(1, RUN, 0, "training", 0, RunnerReport.State.ARMED, 0, List.of(), null, null, ""));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + port + "/v1/runs/" + RUN + "/runners/0"))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer training")
                .POST(HttpRequest.BodyPublishers.ofByteArray(report))
                .build();
        String last = "";
        for (int tries = 0; tries < TRIES; tries++) {
            String ca = cluster.get(API + "secrets/training").at("/data/ca.crt").asText();
            try (HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(ca)).build()) {
                var response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return;
                }
                last = response.statusCode() + " " + response.body();
            } catch (IOException notYet) {
                last = notYet.toString();
            }
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                    .join();
        }
        throw new IllegalStateException("the operator took no report: " + last);
    }

    private static SSLContext trusting(String caBase64) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        try {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            if (!caBase64.isEmpty()) {
                var pem = new ByteArrayInputStream(Base64.getDecoder().decode(caBase64));
                trusted.setCertificateEntry(
                        "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            context.init(null, trust.getTrustManagers(), null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return context;
    }
}
