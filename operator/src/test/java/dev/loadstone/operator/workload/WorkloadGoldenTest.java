package dev.loadstone.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.operator.plan.Durations;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.operator.plan.Planner;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder has a test and what the cluster is given for its run. */
class WorkloadGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/golden/workload");
    private static final RunnerSettings SETTINGS = new RunnerSettings(
            "loadstone/runner:1", "IfNotPresent", "https://loadstone.loadstone.svc:8443", () -> "the CA");

    static Stream<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theClusterIsGivenWhatIsCommitted(Path folder) throws IOException {
        LoadTest test = Serialization.unmarshal(Files.readString(folder.resolve("in-loadtest.yaml")), LoadTest.class);
        RunPlan plan = plan(test);
        Duration startDeadline =
                Duration.ofMillis(Durations.millis(test.getSpec().runPolicy().startDeadline()));

        check(
                folder.resolve("out-job.yaml"),
                RunnerJobs.of(test, plan, PlanConfigMap.digest(plan), startDeadline, SETTINGS)
                        .toArray());
        check(folder.resolve("out-configmap.yaml"), PlanConfigMap.of(test, plan, SETTINGS));
        check(
                folder.resolve("out-report.yaml"),
                ReportConfigMap.of(test, plan.run(), "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aWrittenPlanIsReadBack(Path folder) throws IOException {
        LoadTest test = Serialization.unmarshal(Files.readString(folder.resolve("in-loadtest.yaml")), LoadTest.class);
        RunPlan plan = plan(test);
        ConfigMap map = PlanConfigMap.of(test, plan, SETTINGS);
        assertThat(PlanConfigMap.read(map, plan.run(), PlanConfigMap.digest(plan)))
                .isEqualTo(plan);
        assertThat(PlanConfigMap.read(map, plan.run(), null))
                .as("of a run that was planned before statuses had a digest")
                .isEqualTo(plan);
    }

    @Test
    void aPlanThatTheOperatorDidNotWriteIsNotRead() throws IOException {
        LoadTest test =
                Serialization.unmarshal(Files.readString(ROOT.resolve("smallest/in-loadtest.yaml")), LoadTest.class);
        RunPlan plan = plan(test);
        ConfigMap map = PlanConfigMap.of(test, plan, SETTINGS);
        var spaced = new ConfigMapBuilder(map)
                .addToData("plan.json", map.getData().get("plan.json") + " ")
                .build();
        var moved = new ConfigMapBuilder(map)
                .editMetadata()
                .withNamespace("elsewhere")
                .endMetadata()
                .build();
        var crowded = new ConfigMapBuilder(map)
                .addToData(
                        "plan.json", map.getData().get("plan.json").replace("\"runners\":1", "\"runners\":2000000000"))
                .build();
        String digest = PlanConfigMap.digest(plan);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanConfigMap.read(spaced, plan.run(), digest))
                .withMessageContaining("another plan than the operator wrote");
        assertThatIllegalArgumentException().isThrownBy(() -> PlanConfigMap.read(moved, plan.run(), digest));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanConfigMap.read(map, new RunId(plan.run().test(), 8), digest));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanConfigMap.read(crowded, plan.run(), null))
                .withMessageContaining("1 to 500 runners: 2000000000");
    }

    @Test
    void secretsOfTheInstallationComeBeforeThoseOfTheTestAndNoneTwice() throws IOException {
        LoadTest test =
                Serialization.unmarshal(Files.readString(ROOT.resolve("placement/in-loadtest.yaml")), LoadTest.class);
        var settings = new RunnerSettings(
                "runner:1", "Never", List.of("company", "mirror"), "https://x", () -> "CA", Duration.ofMinutes(1));
        assertThat(RunnerJobs.of(test, plan(test), null, Duration.ofMinutes(5), settings))
                .isNotEmpty()
                .allSatisfy(
                        job -> assertThat(job.getSpec().getTemplate().getSpec().getImagePullSecrets())
                                .extracting(LocalObjectReference::getName)
                                .containsExactly("company", "mirror", "registry"));
    }

    private static RunPlan plan(LoadTest test) {
        var result = Planner.plan(
                test.getSpec(),
                test.getMetadata().getNamespace(),
                test.getMetadata().getName(),
                new RunId(test.getMetadata().getUid(), 7),
                42);
        assertThat(result).as("%s", result).isInstanceOf(PlanResult.Planned.class);
        return ((PlanResult.Planned) result).plan();
    }

    private static void check(Path file, Object... manifests) throws IOException {
        String yaml = Stream.of(manifests).map(Serialization::asYaml).collect(Collectors.joining());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, yaml);
        }
        assertThat(yaml).as("%s; -Dgolden.update=true writes it anew", file).isEqualTo(Files.readString(file));
    }
}
