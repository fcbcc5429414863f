package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the chart puts into a cluster besides the operator itself. */
class InstallationIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    void helmTestRunsALoadTestAndLeavesNothingBehind() {
        Helm.test(Installation.RELEASE)
                .withKubeConfig(cluster.kubeconfig())
                .withNamespace(Installation.NAMESPACE)
                .withTimeout(60)
                .call();
        assertThat(cluster.client()
                        .pods()
                        .inNamespace(Installation.NAMESPACE)
                        .withLabel("app.kubernetes.io/component", "smoke-test")
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void theMetricsTellOfARunningTestAndThenOfItsExactEnd() {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            scene.apply(Manifests.steady("watched", 5, "{stat: p99, max: 20s}"));
            String series = "namespace=\"" + scene.namespace() + "\"";
            Awaiting.fact(MINUTE, () -> scrape().lines().anyMatch(line -> line.contains(series)
                    && line.startsWith("loadstone_test_response_time_seconds{")
                    && !line.endsWith("NaN")));
            LoadTestStatus status = scene.awaitFinished("watched", 1, MINUTE);
            String end = scrape();
            long requests = end.lines()
                    .filter(line -> line.startsWith("loadstone_test_requests_total{") && line.contains(series))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
            assertThat(requests).isEqualTo(status.results().offered()).isEqualTo(5 * Manifests.RATE);
            assertThat(end)
                    .contains("loadstone_leader 1.0")
                    .contains("loadstone_push_lag_seconds_bucket")
                    .contains("loadstone_tests{phase=\"finished\"}")
                    .contains("operator_sdk_controllers_execution_reconcile_seconds_count");
        }
    }

    private String scrape() {
        Pod operator = Operator.pods(cluster.client()).getFirst();
        try (LocalPortForward tunnel =
                        cluster.client().pods().resource(operator).portForward(8081);
                HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + tunnel.getLocalPort() + "/metrics"))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
