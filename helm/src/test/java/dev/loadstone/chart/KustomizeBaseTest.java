package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The base is the chart's own rendering, so that there is one truth. */
class KustomizeBaseTest {
    private static final Path BASE = Path.of("kustomize");
    private static final Path OPERATOR = BASE.resolve("operator.yaml");
    private static final Path DEFINITIONS = Path.of("../crds");

    private static Helm helm;

    @BeforeAll
    static void findHelm() {
        helm = Helm.onPath();
    }

    @Test
    void theBaseIsWhatTheChartRendersByItself() throws IOException {
        String rendered = "# Generated from the chart; KustomizeBaseTest keeps it current (-Dgolden.update=true writes it).\n"
                + rendered().yaml();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(OPERATOR, rendered);
        }
        assertThat(rendered)
                .as("%s differs: if it is meant so, run the tests with -Dgolden.update=true", OPERATOR)
                .isEqualTo(Files.readString(OPERATOR));
    }

    @Test
    void itHasEveryDefinition() throws IOException {
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            List<String> definitions = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".loadstone.dev.yaml"))
                    .toList();
            assertThat(definitions).isNotEmpty();
            assertThat(Files.readAllLines(DEFINITIONS.resolve("kustomization.yaml")))
                    .containsAll(definitions.stream().map(name -> "  - " + name).toList());
        }
    }

    /** What the chart renders, without a word of Helm's. */
    private static Manifests rendered(String... arguments) {
        String yaml = helm.template(Stream.concat(Stream.of("--no-hooks"), Stream.of(arguments)).toArray(String[]::new))
                .without("CustomResourceDefinition")
                .yaml();
        return Manifests.parse(yaml.replaceAll(
                "(?m)^# Source: .*\n|^ *helm.sh/chart: .*\n|^ *app.kubernetes.io/managed-by: Helm\n", ""));
    }

    @Test
    void kubectlRendersIt() throws IOException {
        assertThat(kustomized("base", "resources: [../../../kustomize]").kinds())
                .contains("Namespace", "CustomResourceDefinition", "Deployment")
                .containsAll(helm.template("--no-hooks").kinds());
    }

    @ParameterizedTest
    @CsvSource({"two-replicas, --set, replicas=2", "kubernetes-1.29, --kube-version, 1.29.3"})
    void aComponentIsWhatTheChartRendersOnThatTerm(String component, String option, String value) throws IOException {
        Manifests overlay = kustomized(
                component, "resources: [../../../kustomize]\ncomponents: [../../../kustomize/" + component + "]");
        assertThat(overlay.without("CustomResourceDefinition").without("Namespace").objects())
                .containsExactlyInAnyOrderElementsOf(rendered(option, value).objects());
    }

    @Test
    void theOverlayOfItsPageMovesAllOfIt() throws IOException {
        String page = Files.readString(BASE.resolve("README.md"));
        String overlay = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length(), page.lastIndexOf("```"));
        Manifests manifests = kustomized("readme", overlay.replace("loadstone/helm/", "../../../"))
                .without("CustomResourceDefinition");
        assertThat(manifests.yaml()).contains("name: load-testing").doesNotContain("loadstone-system");
        assertThat(manifests.variable("LOADSTONE_RUNNER_IMAGE")).isEqualTo("registry.example/loadstone/runner:0.1.0");
        assertThat(manifests.variable("LOADSTONE_SERVICE")).startsWith("loadstone-leader.$(OPERATOR_NAMESPACE).svc");
        assertThat(manifests.all(Deployment.class)).singleElement().satisfies(deployment -> {
            assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
            assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
                    .extracting(Container::getImage)
                    .containsExactly("registry.example/loadstone/operator:0.1.0");
        });
    }

    private static Manifests kustomized(String name, String overlay) throws IOException {
        Path kubectl = Programs.find("kubectl");
        assumeThat(kubectl).as("kubectl on PATH").isNotNull();
        Path folder = Files.createDirectories(Path.of("target/kustomize", name));
        Files.writeString(folder.resolve("kustomization.yaml"), overlay);
        Programs.Answer answer = Programs.run(List.of(kubectl.toString(), "kustomize", folder.toString()));
        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        return Manifests.parse(answer.output());
    }
}
