package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What somebody deletes under a run: its Job, its plan, its namespace, or the test itself. */
@Tag("long")
class DeletionFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aJobThatSomebodyDeletesIsNotMadeAgainAndAPlanIsNotMissed() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            scene.apply(steady("jobless", 30, "/"));
            scene.apply(steady("planless", 10, "/api/products/7"));
            scene.apply(steady("early", 5, "/cookies") + """
                        count: 2
                        distribution:
                          - {name: here, percent: 50}
                          - {name: nowhere, percent: 50, nodeSelector: {disk: none}}
                    """);
            scene.await("early", MINUTE, "one of two ready", status -> status.runners() != null && status.runners().ready() == 1);
            Fault early = Fault.injected("Job deleted before the start");
            deleteJob(scene, "early");
            LoadTestStatus ended = scene.awaitFinished("early", 1, Duration.ofSeconds(20));
            early.noticed(ended.reason() + ": " + ended.message());
            assertThat(ended.verdict()).as(ended.message()).isEqualTo(Outcome.ERROR);
            assertThat(ended.reason()).isEqualTo("RunnerLost");
            assertThat(ended.message()).contains("before the start").contains("Job was deleted");

            Running.forSeconds(scene, "planless", 2);
            deletePlan(scene, "planless");
            Running.forSeconds(scene, "jobless", 2);
            Fault fault = Fault.injected("Job deleted");
            deleteJob(scene, "jobless");
            LoadTestStatus jobless = scene.awaitFinished("jobless", 1, MINUTE);
            fault.noticed(jobless.reason() + ": " + jobless.message());
            assertThat(jobless.verdict()).as(jobless.message()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(jobless.reason()).isEqualTo("RunnerLost");
            assertThat(jobless.message()).contains("the Job was deleted").containsPattern("at second \\d+ of 30");

            LoadTestStatus planless = scene.awaitFinished("planless", 1, MINUTE);
            Scene.assertWhole(planless);
            assertThat(planless.results().offered()).isEqualTo(10 * Manifests.RATE);
            assertThat(counted(shop, "GET /api/products/{id}"))
                    .as("%s", planless.results())
                    .isEqualTo(planless.results().completed());
            assertThat(List.of(witness.jobs("jobless"), witness.pods("jobless"))).containsOnly(1);
            assertThat(List.of(witness.jobs("planless"), witness.pods("planless"))).containsOnly(1);
            assertThat(counted(shop, "GET /cookies")).isZero();
            Awaiting.fact(MINUTE, () -> scene.runners().stream().noneMatch(each -> each.getStatus().getPhase().equals("Running")));
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aTestThatTakesADeletedOnesNameGetsARunOfItsOwn() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            scene.apply(steady("phoenix", 60, "/"));
            Running.forSeconds(scene, "phoenix", 2);
            String first = scene.get("phoenix").getMetadata().getUid();
            Fault fault = Fault.injected("deleted and created again");
            scene.client().resource(scene.get("phoenix")).delete();
            scene.apply(steady("phoenix", 5, "/api/products/7"));
            scene.await("phoenix", MINUTE, "run 1 of the second", status -> status.run() != null && status.phase() == RunPhase.RUNNING);
            fault.noticed("the second runs");
            long before = counted(shop, "GET /");
            LoadTestStatus status = scene.awaitFinished("phoenix", 1, MINUTE);
            assertThat(scene.get("phoenix").getMetadata().getUid()).isNotEqualTo(first);
            Scene.assertWhole(status);
            assertThat(status.results().offered()).isEqualTo(5 * Manifests.RATE);
            assertThat(counted(shop, "GET /api/products/{id}"))
                    .as("%s", status.results())
                    .isEqualTo(status.results().completed());
            assertThat(status.history()).isEmpty();
            assertThat(counted(shop, "GET /")).as("load of the first in the second's time").isEqualTo(before);
            assertThat(witness.jobs("phoenix")).isEqualTo(2);
            assertThat(witness.pods("phoenix")).isEqualTo(2);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aNamespaceThatIsDeletedInMidRunTakesEverythingWithItAndTheOperatorStaysCalm() {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            scene.apply(steady("doomed", 60, "/"));
            Running.forSeconds(scene, "doomed", 2);
            String operator = Operator.incarnation(cluster.client());
            Instant before = Instant.now();
            Fault fault = Fault.injected("namespace deleted");
            scene.deleteNamespace();
            Awaiting.fact(MINUTE, () -> scene.client().namespaces().withName(scene.namespace()).get() == null);
            fault.noticed("nothing is left");
            assertThat(scene.client().resources(LoadTest.class).inNamespace(scene.namespace()).list().getItems()).isEmpty();
            List<String> complaints = Operator.log(cluster.client(), before).stream()
                    .filter(each -> each.contains(scene.namespace()))
                    .filter(each -> each.contains("WARN") || each.contains("ERROR"))
                    .toList();
            complaints.forEach(System.out::println);
            assertThat(complaints).as("lines of the operator's log").hasSizeLessThanOrEqualTo(3);
            assertThat(Operator.incarnation(cluster.client())).isEqualTo(operator);
        }
    }

    private static String steady(String name, int seconds, String path) {
        return Manifests.steady(name, seconds, HARMLESS).replace("/api/products", path) + "  runners:\n    " + Manifests.SMALL + "\n";
    }

    private static long counted(Shop shop, String endpoint) {
        return shop.counters().path("byEndpoint").path(endpoint).asLong();
    }

    private static void deleteJob(Scene scene, String test) {
        for (Job job : scene.jobs()) {
            if (test.equals(job.getMetadata().getLabels().get("loadstone.dev/test"))) {
                scene.client().resource(job).delete();
            }
        }
    }

    private static void deletePlan(Scene scene, String test) {
        scene.configMaps().stream()
                .filter(each -> test.equals(each.getMetadata().getLabels().get("loadstone.dev/test")))
                .forEach(each -> scene.client().resource(each).delete());
    }
}
