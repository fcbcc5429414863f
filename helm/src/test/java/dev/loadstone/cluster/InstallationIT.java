package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.marcnuri.helm.Helm;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
        assertThat(cluster.client().resources(LoadTest.class).inNamespace(Installation.NAMESPACE).list().getItems())
                .isEmpty();
        for (var kind : List.of(Pod.class, ServiceAccount.class, Role.class, RoleBinding.class)) {
            assertThat(ofSmokeTest(kind)).as(kind.getSimpleName()).isEmpty();
        }
        // The collector of garbage takes its time for what belonged to the LoadTest.
        Awaiting.fact(MINUTE, () -> Stream.of(Job.class, Pod.class, ConfigMap.class)
                .allMatch(kind -> ofRuns(kind).isEmpty()));
    }

    private List<? extends HasMetadata> ofSmokeTest(Class<? extends HasMetadata> kind) {
        return labelled(kind, "app.kubernetes.io/component", "smoke-test");
    }

    private List<? extends HasMetadata> ofRuns(Class<? extends HasMetadata> kind) {
        return labelled(kind, "app.kubernetes.io/managed-by", "loadstone");
    }

    private <T extends HasMetadata> List<T> labelled(Class<T> kind, String label, String value) {
        return cluster.client()
                .resources(kind)
                .inNamespace(Installation.NAMESPACE)
                .withLabel(label, value)
                .list()
                .getItems();
    }

    /** With what the release has put there: the base is the chart's own rendering. */
    @Test
    void theApiServerTakesTheKustomizeBaseAndBothPoliciesOfTheNetwork() {
        assumeThat(Shell.answer("command -v kubectl && command -v helm").code()).as("kubectl and helm on PATH").isZero();
        String apply = "kubectl --kubeconfig " + cluster.kubeconfig() + " apply --server-side --force-conflicts --dry-run=server ";
        assertThat(Shell.run(apply + "-k kustomize 2>&1"))
                .contains("deployment.apps/loadstone serverside-applied")
                .contains("customresourcedefinition.apiextensions.k8s.io/loadtests.loadstone.dev serverside-applied");
        String policies = "helm template loadstone loadstone --kube-version 1.34.0 -n " + Installation.NAMESPACE
                + " --set networkPolicy.enabled=true,networkPolicy.runners.enabled=true"
                + " --set 'networkPolicy.runners.namespaces={default},deniedCidrs={10.3.0.0/24,0.0.0.0/0,fd00:3::/64}'"
                + " -s templates/networkpolicy.yaml -s templates/networkpolicy-runners.yaml | ";
        assertThat(Shell.run(policies + apply + "-f - 2>&1"))
                .contains("networkpolicy.networking.k8s.io/loadstone serverside-applied")
                .contains("networkpolicy.networking.k8s.io/loadstone-runners serverside-applied");
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
