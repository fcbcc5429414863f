package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
                + helm.template("--no-hooks").without("CustomResourceDefinition").yaml()
                        .replaceAll("(?m)^# Source: .*\n|^ *helm.sh/chart: .*\n|^ *app.kubernetes.io/managed-by: Helm\n", "");
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

    @Test
    void kubectlRendersIt() {
        Path kubectl = Programs.find("kubectl");
        assumeThat(kubectl).as("kubectl on PATH").isNotNull();
        Programs.Answer answer = Programs.run(List.of(kubectl.toString(), "kustomize", BASE.toString()));
        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        List<String> kinds = Manifests.parse(answer.output()).kinds();
        assertThat(kinds)
                .contains("Namespace", "CustomResourceDefinition", "Deployment")
                .containsAll(helm.template("--no-hooks").kinds());
    }
}
