package dev.loadstone.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.cli.manifest.Manifest;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.Overrides;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Problem;
import dev.loadstone.protocol.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlanTest {
    private static final String CLUSTER_ONLY = """
            apiVersion: loadstone.dev/v1alpha1
            kind: LoadTest
            metadata: {name: a}
            spec:
              target: {service: {name: shop, port: 80}}
              variables:
                - {name: term, value: tea}
                - {name: token, valueFrom: {secretKeyRef: {name: shop, key: token}}}
              scenarios: [{name: s, steps: [{http: {path: "/$(vars.token)"}}]}]
              load: {phases: [{name: steady, duration: 5s, open: {rate: 30}}]}
              runners: {count: 3}
              suspend: true
            """;

    @TempDir
    private Path folder;

    private Manifest manifest(Overrides overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), CLUSTER_ONLY);
        var reading = ManifestFile.read(file, overrides);
        assertThat(reading.problems()).isEmpty();
        return reading.manifests().getFirst();
    }

    @Test
    void whatOnlyAClusterHasIsNamedWithTheOptionThatReplacesIt() throws IOException {
        PlanResult result = LocalPlan.of(manifest(Overrides.NONE), List.of(), 1);
        assertThat(result)
                .isEqualTo(new PlanResult.Refused(List.of(
                        new Problem(
                                "spec.target.service", "is found in a cluster only; say where to go with --target URL"),
                        new Problem(
                                "spec.variables[1].valueFrom",
                                "is found in a cluster only (Secret shop, key token);"
                                        + " give the value with --set token=..."))));
    }

    @Test
    void oneRunnerDoesItAllWithTheSeedGiven() throws IOException {
        var here = new Overrides("http://127.0.0.1:8080/api", Map.of(), Map.of("token", "x"));
        PlanResult result = LocalPlan.of(manifest(here), List.of(), 4711);
        assertThat(result).isInstanceOfSatisfying(PlanResult.Planned.class, planned -> {
            RunPlan plan = planned.plan();
            assertThat(plan.runners()).isEqualTo(1);
            assertThat(plan.seed()).isEqualTo(4711);
            assertThat(plan.target().authority()).isEqualTo("127.0.0.1:8080");
            assertThat(plan.target().basePath()).isEqualTo("/api");
        });
    }
}
