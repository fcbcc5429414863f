package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartPodTest {
    private static Helm helm;

    @BeforeAll
    static void findHelm() {
        helm = Helm.onPath();
    }

    @ParameterizedTest
    @MethodSource("dev.loadstone.chart.GoldenCase#all")
    void everyContainerIsRestricted(GoldenCase golden) {
        Manifests manifests = golden.render(helm);
        assertRestricted(pod(manifests));
        assertThat(manifests.all(Pod.class)).singleElement().satisfies(smoke -> assertRestricted(smoke.getSpec()));
    }

    private static void assertRestricted(PodSpec pod) {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532L);
        assertThat(pod.getSecurityContext().getRunAsGroup()).isEqualTo(65532L);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        List<Container> containers = new ArrayList<>(pod.getContainers());
        containers.addAll(pod.getInitContainers());
        assertThat(containers).isNotEmpty().allSatisfy(container -> {
            SecurityContext security = container.getSecurityContext();
            assertThat(security.getAllowPrivilegeEscalation()).isFalse();
            assertThat(security.getPrivileged()).isFalse();
            assertThat(security.getReadOnlyRootFilesystem()).isTrue();
            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(security.getCapabilities().getAdd()).isEmpty();
            assertThat(security.getRunAsUser()).isNull();
        });
    }

    @Test
    void theOneTokenIsProjectedWhereClientsLookForIt() {
        Manifests manifests = helm.template();
        PodSpec pod = pod(manifests);
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(manifests.all(ServiceAccount.class))
                .isNotEmpty()
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().equals("/var/run/secrets/kubernetes.io/serviceaccount"))
                .singleElement()
                .satisfies(mount -> assertThat(pod.getVolumes())
                        .filteredOn(volume -> volume.getName().equals(mount.getName()))
                        .singleElement()
                        .satisfies(volume -> assertThat(volume.getProjected().getSources())
                                .filteredOn(source -> source.getServiceAccountToken() != null)
                                .hasSize(1)));
    }

    @Test
    void twoAreNeverAtWorkWithoutAnElection() {
        assertThat(deployment(helm.template("--set", "leaderElection.enabled=false"))
                        .getSpec()
                        .getStrategy()
                        .getType())
                .isEqualTo("Recreate");
        Programs.Answer answer = helm.tryTemplate("--set", "leaderElection.enabled=false,replicas=2");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors()).contains("leaderElection.enabled");
    }

    /** Else its Service would bring runners' reports to the test. */
    @Test
    void theSmokeTestIsNoPodOfTheOperators() {
        Manifests manifests = helm.template();
        assertThat(manifests.all(Pod.class)).singleElement().satisfies(pod -> {
            assertThat(pod.getMetadata().getAnnotations()).containsEntry("helm.sh/hook", "test");
            assertThat(manifests.all(Service.class)).hasSize(2).allSatisfy(service -> assertThat(
                            pod.getMetadata().getLabels().entrySet())
                    .doesNotContainAnyElementsOf(service.getSpec().getSelector().entrySet().stream()
                            .filter(each -> each.getKey().endsWith("component"))
                            .toList()));
        });
        assertThat(helm.template("--set", "smokeTest.enabled=false").kinds()).doesNotContain("Pod");
    }

    private static PodSpec pod(Manifests manifests) {
        return deployment(manifests).getSpec().getTemplate().getSpec();
    }

    private static Deployment deployment(Manifests manifests) {
        assertThat(manifests.kinds())
                .as("the chart makes pods by its one Deployment only, and one for helm test")
                .containsOnlyOnce("Deployment")
                .containsOnlyOnce("Pod")
                .doesNotContain("Job", "CronJob", "StatefulSet", "DaemonSet");
        return manifests.all(Deployment.class).getFirst();
    }
}
