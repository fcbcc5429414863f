package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartRightsTest {
    private static final String TOKEN_REVIEW = "loadstone-loadstone-system-token-review";

    private static Helm helm;

    @BeforeAll
    static void findHelm() {
        helm = Helm.onPath();
    }

    @Test
    void theOnlySecretIsTheOperatorsCertificate() {
        Manifests manifests = helm.template();
        assertThat(manifests.rules())
                .filteredOn(ChartRightsTest::reachesSecrets)
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getResources()).containsExactly("secrets");
                    assertThat(rule.getResourceNames()).containsExactly("loadstone-tls");
                    assertThat(rule.getVerbs()).containsExactlyInAnyOrder("get", "patch");
                });
        assertThat(manifests.all(ClusterRole.class))
                .flatMap(ClusterRole::getRules)
                .noneMatch(ChartRightsTest::reachesSecrets);
        assertThat(manifests.all(Role.class))
                .filteredOn(role -> role.getRules().stream().anyMatch(ChartRightsTest::reachesSecrets))
                .allSatisfy(
                        role -> assertThat(role.getMetadata().getNamespace()).isEqualTo("loadstone-system"));
    }

    @Test
    void aCertificateThatSomebodyElseKeepsIsOnlyRead() {
        Manifests manifests = helm.template("--set", "certificate.existingSecret=company");
        assertThat(manifests.rules()).filteredOn(ChartRightsTest::reachesSecrets).singleElement().satisfies(rule -> {
            assertThat(rule.getResourceNames()).containsExactly("company");
            assertThat(rule.getVerbs()).containsExactly("get");
        });
        assertThat(manifests.kinds()).doesNotContain("Secret");
        assertThat(manifests.variable("LOADSTONE_TLS_SECRET")).isEqualTo("company");
    }

    private static boolean reachesSecrets(PolicyRule rule) {
        return rule.getResources().stream()
                .anyMatch(resource -> resource.equals("*") || resource.startsWith("secrets"));
    }

    @Test
    void theOnlyEndpointsAreThoseOfTheLeadersServiceByName() {
        Manifests manifests = helm.template();
        assertThat(manifests.rules())
                .filteredOn(rule -> rule.getResources().stream().anyMatch(each -> each.startsWith("endpoint")))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getResources()).containsExactly("endpointslices");
                    assertThat(rule.getResourceNames()).containsExactly("loadstone-leader");
                    assertThat(rule.getVerbs()).containsExactlyInAnyOrder("get", "create", "patch");
                });
        assertThat(manifests.all(Service.class))
                .filteredOn(service -> service.getMetadata().getName().equals("loadstone-leader"))
                .singleElement()
                .satisfies(service -> assertThat(service.getSpec().getSelector()).isNullOrEmpty());
    }

    /** The lease of another controller of the namespace, or of another release, is none of its business. */
    @Test
    void theOnlyLeaseIsThatOfItsLeaderByName() {
        Manifests manifests = helm.template("--set", "fullnameOverride=load");
        assertThat(manifests.rules())
                .filteredOn(rule -> rule.getResources().contains("leases"))
                .satisfiesExactlyInAnyOrder(
                        rule -> assertThat(rule.getVerbs()).containsExactly("create"),
                        rule -> {
                            assertThat(rule.getVerbs()).containsExactlyInAnyOrder("get", "patch");
                            assertThat(rule.getResourceNames()).containsExactly("load");
                        });
        assertThat(manifests.variable("LOADSTONE_LEASE")).isEqualTo("load");
    }

    /** A quota's refusal is told by an event: without this right a look at a refused run would end in an error. */
    @Test
    void eventsCanBeWrittenAndSearched() {
        assertThat(helm.template().rules())
                .filteredOn(rule -> rule.getResources().contains("events"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getVerbs()).containsExactlyInAnyOrder("create", "list"));
    }

    @ParameterizedTest
    @MethodSource("dev.loadstone.chart.GoldenCase#all")
    void noRightIsAWildcardOrHandsOnRights(GoldenCase golden) {
        assertThat(golden.render(helm).rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getApiGroups()).isNotEmpty().doesNotContain("*");
            assertThat(rule.getResources()).isNotEmpty().doesNotContain("*");
            assertThat(rule.getVerbs()).isNotEmpty().doesNotContain("*", "escalate", "bind", "impersonate");
        });
    }

    @Test
    void namespacedModeGrantsNothingClusterWideButTheTokenReview() {
        Manifests manifests =
                helm.template("--no-hooks", "--set", "watchNamespaces={team-a,team-b}", "--set", "userRoles.aggregate=false");
        assertThat(manifests.all(ClusterRole.class)).singleElement().satisfies(role -> {
            assertThat(role.getMetadata().getName()).isEqualTo(TOKEN_REVIEW);
            assertThat(role.getRules()).singleElement().satisfies(rule -> {
                assertThat(rule.getResources()).containsExactly("tokenreviews");
                assertThat(rule.getVerbs()).containsExactly("create");
            });
        });
        assertThat(manifests.names(ClusterRoleBinding.class)).containsExactly(TOKEN_REVIEW);
        assertThat(manifests.all(Role.class))
                .extracting(role -> role.getMetadata().getNamespace())
                .containsExactlyInAnyOrder("loadstone-system", "team-a", "team-b");
    }

    @Test
    void policiesAndNamespacesAreReadAndNeverWritten() {
        for (Manifests manifests : List.of(
                helm.template(), helm.template("--set", "watchNamespaces={team-a},policies.withWatchNamespaces=true"))) {
            assertThat(manifests.all(ClusterRole.class))
                    .filteredOn(role -> role.getMetadata().getName().endsWith("-policies"))
                    .singleElement()
                    .satisfies(role -> assertThat(role.getRules())
                            .flatMap(PolicyRule::getVerbs)
                            .containsExactlyInAnyOrder("list", "watch", "get"));
        }
        assertThat(helm.template("--set", "policies.enabled=false").names(ClusterRole.class))
                .noneMatch(name -> name.endsWith("-policies"));
    }

    @Test
    void namespacedModeGivesUsersTheirRolesToo() {
        assertThat(helm.template("--set", "watchNamespaces={team-a}").names(ClusterRole.class))
                .containsExactlyInAnyOrder(
                        TOKEN_REVIEW, "loadstone-loadstone-system-edit", "loadstone-loadstone-system-view");
    }

    @Test
    void namespacedModeGrantsInANamespaceWhatElseIsGrantedInAll() {
        List<PolicyRule> everywhere = helm.template().all(ClusterRole.class).stream()
                .filter(role -> role.getMetadata().getName().equals("loadstone-all-namespaces"))
                .flatMap(role -> role.getRules().stream())
                .toList();
        assertThat(helm.template("--no-hooks", "--set", "watchNamespaces={team-a}").all(Role.class))
                .filteredOn(role -> role.getMetadata().getNamespace().equals("team-a"))
                .singleElement()
                .satisfies(role -> assertThat(role.getRules()).isEqualTo(everywhere));
    }

    @Test
    void theSmokeTestMayDoNothingButMakeItsOwnTest() {
        for (String values : List.of("watchNamespaces=null", "watchNamespaces={team-a}")) {
            assertThat(helm.template("--set", values).all(Role.class))
                    .filteredOn(role -> role.getMetadata().getName().equals("loadstone-smoke-test"))
                    .singleElement()
                    .satisfies(role -> {
                        assertThat(role.getMetadata().getNamespace())
                                .isEqualTo(values.contains("team-a") ? "team-a" : "loadstone-system");
                        assertThat(role.getRules())
                                .flatMap(PolicyRule::getResources)
                                .containsOnly("loadtests");
                        assertThat(role.getRules())
                                .flatMap(PolicyRule::getVerbs)
                                .containsExactlyInAnyOrder("create", "get", "delete");
                    });
        }
    }

    @Test
    void nothingIsGrantedWhereSomebodyElseDoesIt() {
        Manifests manifests = helm.template("--set", "rbac.create=false");
        assertThat(manifests.rules()).isEmpty();
        assertThat(manifests.all(RoleBinding.class)).isEmpty();
        assertThat(manifests.all(ClusterRoleBinding.class)).isEmpty();
    }
}
