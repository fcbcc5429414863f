package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
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
        PodSpec pod = pod(golden.render(helm));
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
        assertThat(manifests.all(ServiceAccount.class)).singleElement().satisfies(account -> assertThat(
                        account.getAutomountServiceAccountToken())
                .isFalse());
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
        Helm.Answer answer = helm.tryTemplate("--set", "leaderElection.enabled=false,replicas=2");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors()).contains("leaderElection.enabled");
    }

    private static PodSpec pod(Manifests manifests) {
        return deployment(manifests).getSpec().getTemplate().getSpec();
    }

    private static Deployment deployment(Manifests manifests) {
        assertThat(manifests.kinds())
                .as("the chart makes pods by its one Deployment only")
                .containsOnlyOnce("Deployment")
                .doesNotContain("Pod", "Job", "CronJob", "StatefulSet", "DaemonSet");
        return manifests.all(Deployment.class).getFirst();
    }
}
