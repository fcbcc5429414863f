package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartSnapshotTest {
    private static Helm helm;

    @BeforeAll
    static void findHelm() {
        helm = Helm.onPath();
    }

    @ParameterizedTest
    @MethodSource("dev.loadstone.chart.GoldenCase#all")
    void theChartRendersWhatWasAgreed(GoldenCase golden) throws IOException {
        String rendered =
                golden.render(helm).without("CustomResourceDefinition").yaml();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden.manifests(), rendered);
        }
        assertThat(rendered)
                .as("%s differs: if it is meant so, run the tests with -Dgolden.update=true", golden.manifests())
                .isEqualTo(Files.readString(golden.manifests()));
    }

    @ParameterizedTest
    @MethodSource("dev.loadstone.chart.GoldenCase#all")
    void helmFindsNothingToComplainAbout(GoldenCase golden) {
        Programs.Answer answer = helm.lint("--values", golden.values().toString());
        assertThat(answer.exitCode()).as(answer.output() + answer.errors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loadtests.loadstone.dev", "loadtestpolicies.loadstone.dev"})
    void aResourceDefinitionIsTheGeneratedOneAndSurvivesAnUninstall(String name) throws IOException {
        CustomResourceDefinition generated = Serialization.unmarshal(
                Files.readString(Helm.CHART.resolve("files/" + name + ".yaml")), CustomResourceDefinition.class);
        assertThat(generated.getMetadata().getName()).isEqualTo(name);
        assertThat(helm.template().all(CustomResourceDefinition.class))
                .filteredOn(each -> each.getMetadata().getName().equals(name))
                .singleElement()
                .satisfies(rendered -> {
                    assertThat(rendered.getSpec()).isEqualTo(generated.getSpec());
                    assertThat(rendered.getMetadata().getAnnotations())
                            .containsEntry("helm.sh/resource-policy", "keep");
                });
    }

    @Test
    void theResourceDefinitionIsLeftOutOrGivenUpOnRequest() {
        assertThat(helm.template("--set", "crds.install=false").all(CustomResourceDefinition.class))
                .isEmpty();
        assertThat(helm.template("--set", "crds.keep=false").all(CustomResourceDefinition.class))
                .hasSize(2)
                .allSatisfy(rendered -> assertThat(rendered.getMetadata().getAnnotations())
                        .doesNotContainKey("helm.sh/resource-policy"));
    }

    @Test
    void admissionIsMadeWhereTheClusterHasItAndPoliciesCount() {
        String kind = "ValidatingAdmissionPolicy";
        assertThat(helm.template().kinds()).contains(kind, kind + "Binding");
        assertThat(helm.template("--kube-version", "1.29.3").kinds()).doesNotContain(kind);
        assertThat(helm.template("--set", "policies.admission=false").kinds()).doesNotContain(kind);
        assertThat(helm.template("--set", "watchNamespaces={team-a}").kinds()).doesNotContain(kind);
    }

    @Test
    void eachDashboardIsInAConfigMapAsItIsInItsFile() {
        Manifests manifests = helm.template(
                "--set", "dashboards.enabled=true,dashboards.labels.grafana_dashboard=yes", "--set", "smokeTest.enabled=false");
        assertThat(manifests.all(ConfigMap.class)).hasSize(2).allSatisfy(map -> {
            assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "yes");
            assertThat(map.getData()).hasSize(1).allSatisfy((file, json) -> assertThat(json.strip())
                    .isEqualTo(contentOf(Helm.CHART.resolve("dashboards").resolve(file).toFile()).strip()));
        });
        assertThat(helm.template().kinds()).doesNotContain("ConfigMap");
    }

    @Test
    void aServiceMonitorIsMadeOnlyWhereTheClusterKnowsTheKind() {
        String on = "serviceMonitor.enabled=true";
        assertThat(helm.template("--set", on).kinds()).doesNotContain("ServiceMonitor");
        assertThat(helm.template("--set", on, "--api-versions", "monitoring.coreos.com/v1")
                        .kinds())
                .contains("ServiceMonitor");
    }
}
