package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Helm refuses a release that would take what is another's: that must happen where two releases get into each other's way, and there alone. */
class ChartNamesTest {
    private static final String ONE = "fullnameOverride=one,crds.install=false,";
    private static final String OTHER = "fullnameOverride=other,crds.install=false,";

    private static Helm helm;

    @BeforeAll
    static void findHelm() {
        helm = Helm.onPath();
    }

    @Test
    void twoReleasesOfDifferentNamespacesShareNothing() {
        Manifests one = helm.template("--set", ONE + "watchNamespaces={team-a}");
        Manifests other = helm.template("--set", OTHER + "watchNamespaces={team-b}");
        assertThat(names(one)).isNotEmpty().doesNotContainAnyElementsOf(names(other));
        assertThat(one.variable("LOADSTONE_LEASE")).isNotEqualTo(other.variable("LOADSTONE_LEASE"));
    }

    @Test
    void twoReleasesThatDecideAboutTheSameTestsMeetInARole() {
        assertThat(helm.template("--set", ONE).names(ClusterRole.class))
                .contains("loadstone-all-namespaces")
                .containsAnyElementsOf(helm.template("--set", OTHER).names(ClusterRole.class));
        Set<String> one = names(helm.template("--set", ONE + "watchNamespaces={team-a,team-b}"));
        one.retainAll(names(helm.template("--set", OTHER + "watchNamespaces={team-b}")));
        assertThat(one).containsExactlyInAnyOrder("Role team-b/loadstone-operator", "RoleBinding team-b/loadstone-operator");
        assertThat(helm.template("--set", "watchNamespaces={team-a}").all(Role.class))
                .filteredOn(role -> role.getMetadata().getNamespace().equals("team-a"))
                .extracting(role -> role.getMetadata().getName())
                .contains("loadstone-operator");
    }

    @Test
    void aLongNameIsCutWhereALabelOfDnsIsAskedFor() {
        String longest = "n".repeat(54) + "-" + "n".repeat(8);
        Manifests manifests = helm.template("--set", "fullnameOverride=" + longest);
        assertThat(manifests.names(Service.class))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(63).matches("[a-z]([-a-z0-9]*[a-z0-9])"));
        assertThat(manifests.all(Pod.class))
                .extracting(pod -> pod.getMetadata().getName())
                .allSatisfy(name -> assertThat(name).endsWith("-smoke-test").hasSizeLessThanOrEqualTo(63));
    }

    private static Set<String> names(Manifests manifests) {
        return manifests.objects().stream()
                .map(each -> each.getKind() + " " + each.getMetadata().getNamespace() + "/" + each.getMetadata().getName())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
