package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tools read of a test from its birth on, and what the operator writes of it: nothing that it need not. */
class GitOpsIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int MOST_WRITES = 16;

    private static final Path PAGE = Path.of("../docs/gitops.md");
    /** What a pipeline's last line gives for each verdict that a shared machine may lead to. */
    private static final Map<Outcome, Integer> CODES = Map.of(Outcome.PASSED, 0, Outcome.FAILED, 1, Outcome.INCONCLUSIVE, 3);

    private final Cluster cluster = Cluster.get();

    /** Whatever failed in between: the other tests of this suite need one. */
    @AfterEach
    void oneOperator() {
        Operator.scale(cluster.client(), 1);
    }

    @Test
    void aTestIsNotReadyBeforeItsTimeAndCostsNothingAfterwards() {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            Instant begun = serverTime(scene);
            Operator.scale(cluster.client(), 0);
            scene.apply(Manifests.steady("newborn", 3, "{stat: p99, max: 20s}"));
            LoadTest newborn = scene.get("newborn");
            Operator.scale(cluster.client(), 1);
            assertThat(newborn.getStatus().observedGeneration()).as("nobody has looked at it").isEqualTo(-1);
            assertThat(newborn.getMetadata().getGeneration()).isEqualTo(1);

            LoadTestStatus finished = scene.awaitFinished("newborn", 1, MINUTE);
            assertThat(finished.observedGeneration()).isEqualTo(1);
            assertThat(finished.conditions()).allSatisfy(each -> assertThat(each.getObservedGeneration()).isEqualTo(1));
            assertOneManager(scene);
            assertFewWrites(scene, begun);
            // The last of them is written after the status.
            Awaiting.fact(MINUTE, () -> events(scene).stream()
                    .anyMatch(finished.verdict().name()::equalsIgnoreCase));
            List<String> told = events(scene);
            assertThat(told).contains("RunStarted").doesNotHaveDuplicates().hasSizeBetween(2, 4);

            String version = scene.get("newborn").getMetadata().getResourceVersion();
            Operator.scale(cluster.client(), 0);
            Operator.scale(cluster.client(), 1);
            // The operator is at work again, and has looked at what was there, when what came later is judged.
            scene.apply(Manifests.steady("witness", 1, "{stat: p99, max: 20s}").replace("/api/products", "/$(vars.nobody)"));
            scene.awaitFinished("witness", 1, MINUTE);
            Awaiting.fact(MINUTE, () -> events(scene).size() > told.size());
            assertThat(scene.get("newborn").getMetadata().getResourceVersion()).as("written again").isEqualTo(version);
            assertThat(events(scene)).containsAll(told).hasSize(told.size() + 1);
        }
    }

    /** The lines of the page, as a pipeline would run them: for a test, and for the same one with another spec. */
    @Test
    void thePipelineOfThePageEndsAsTheTestDoes() throws IOException {
        assumeThat(Shell.answer("command -v kubectl").code()).as("kubectl on PATH").isZero();
        String page = Files.readString(PAGE);
        String lines = page.substring(page.indexOf("```sh\n", page.indexOf("## Pipelines")) + "```sh\n".length());
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            Path folder = Files.createTempDirectory("pipeline");
            Files.writeString(folder.resolve("pipeline.sh"), lines.substring(0, lines.indexOf("```")));
            Files.copy(cluster.kubeconfig(), folder.resolve("kubeconfig"));
            String inScene = "cd " + folder + " && export KUBECONFIG=kubeconfig && ";
            Shell.run(inScene + "kubectl config set-context --current --namespace=" + scene.namespace());

            assertThat(run(scene, folder, inScene, "{stat: p99, max: 20s}")).isNotEqualTo(Outcome.FAILED);
            assertThat(run(scene, folder, inScene, "{stat: p99, max: 1us}")).isNotEqualTo(Outcome.PASSED);
            assertThat(scene.get("checkout").getStatus().run().number()).isEqualTo(2);
        }
    }

    private static Outcome run(Scene scene, Path folder, String inScene, String threshold) throws IOException {
        Files.writeString(folder.resolve("checkout.yaml"), Manifests.steady("checkout", 2, threshold));
        Shell.Answer answer = Shell.answer(inScene + "sh pipeline.sh");
        LoadTestStatus status = scene.get("checkout").getStatus();
        assertThat(answer.code()).as("%s after: %s", status.message(), answer.output()).isEqualTo(CODES.get(status.verdict()));
        return status.verdict();
    }

    private static Instant serverTime(Scene scene) {
        return Instant.parse(scene.client().namespaces().withName(scene.namespace()).get().getMetadata().getCreationTimestamp());
    }

    /** Whoever else writes to the same objects can tell whose fields are whose. */
    private static void assertOneManager(Scene scene) {
        assertThat(scene.get("newborn").getMetadata().getManagedFields())
                .filteredOn(each -> "status".equals(each.getSubresource()))
                .extracting(ManagedFieldsEntry::getManager)
                .containsOnly("loadstone-operator");
        assertThat(scene.jobs()).allSatisfy(job -> assertThat(job.getMetadata().getManagedFields())
                .filteredOn(each -> each.getSubresource() == null)
                .extracting(ManagedFieldsEntry::getManager)
                .containsOnly("loadstone-operator"));
    }

    private void assertFewWrites(Scene scene, Instant begun) {
        AuditLog.find(cluster).ifPresent(log -> {
            List<AuditLog.Call> calls = log.since(begun);
            assertThat(calls).filteredOn(AuditLog.Call::forbidden).as("rights that are missing").isEmpty();
            assertThat(calls)
                    .filteredOn(call -> call.isWrite() && call.namespace().equals(scene.namespace()))
                    .as("writes of a short run")
                    .hasSizeBetween(4, MOST_WRITES)
                    .allSatisfy(call -> assertThat(call.agent()).startsWith("loadstone-operator"));
            assertThat(calls)
                    .filteredOn(call -> call.verb().equals("list"))
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(call.uri()).as("a list in one piece").contains("limit="));
        });
    }

    private static List<String> events(Scene scene) {
        return scene.client().v1().events().inNamespace(scene.namespace()).list().getItems().stream()
                .filter(each -> "LoadTest".equals(each.getInvolvedObject().getKind()))
                .map(Event::getReason)
                .toList();
    }
}
