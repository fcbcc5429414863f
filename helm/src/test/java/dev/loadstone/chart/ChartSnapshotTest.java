package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartSnapshotTest {
    private static final Path CRD = Helm.CHART.resolve("files/loadtests.loadstone.dev.yaml");

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

    @Test
    void theResourceDefinitionIsTheGeneratedOneAndSurvivesAnUninstall() throws IOException {
        CustomResourceDefinition generated =
                Serialization.unmarshal(Files.readString(CRD), CustomResourceDefinition.class);
        assertThat(helm.template().all(CustomResourceDefinition.class))
                .singleElement()
                .satisfies(rendered -> {
                    assertThat(rendered.getSpec()).isEqualTo(generated.getSpec());
                    assertThat(rendered.getMetadata().getName())
                            .isEqualTo(generated.getMetadata().getName());
                    assertThat(rendered.getMetadata().getAnnotations())
                            .containsEntry("helm.sh/resource-policy", "keep");
                });
    }

    @Test
    void theResourceDefinitionIsLeftOutOrGivenUpOnRequest() {
        assertThat(helm.template("--set", "crds.install=false").all(CustomResourceDefinition.class))
                .isEmpty();
        assertThat(helm.template("--set", "crds.keep=false").all(CustomResourceDefinition.class))
                .singleElement()
                .satisfies(rendered -> assertThat(rendered.getMetadata().getAnnotations())
                        .doesNotContainKey("helm.sh/resource-policy"));
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
