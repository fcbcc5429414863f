package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tools read of a test from its birth on, and what the operator writes of it: nothing that it need not. */
class GitOpsIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int MOST_WRITES = 16;

    private final Cluster cluster = Cluster.get();

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
            List<String> told = events(scene);
            assertThat(told).contains("RunStarted").doesNotHaveDuplicates().hasSizeBetween(2, 4);

            String version = scene.get("newborn").getMetadata().getResourceVersion();
            Operator.scale(cluster.client(), 0);
            Operator.scale(cluster.client(), 1);
            // The operator is at work again, and has looked at what was there, when what came later is judged.
            scene.apply(Manifests.steady("witness", 1, "{stat: p99, max: 20s}").replace("/api/products", "/$(vars.nobody)"));
            scene.awaitFinished("witness", 1, MINUTE);
            assertThat(scene.get("newborn").getMetadata().getResourceVersion()).as("written again").isEqualTo(version);
            assertThat(events(scene)).containsAll(told).hasSize(told.size() + 1);
        }
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
