package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a test wants of its runs: with lost runners, past their deadline, after their end, and where the cluster refuses a part of them. */
@Tag("long")
class RunPolicyIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    void aRunGoesOnWithoutALostRunnerAndLivesItsTimeAfterIt() {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            scene.apply(Manifests.steady("bereft", 14, HARMLESS) + """
                      runners: {count: 2, onLoss: Continue, onSaturation: Warn}
                      runPolicy: {ttlAfterFinished: 5s}
                    """);
            scene.await("bereft", MINUTE, "load for 2 s", status -> status.progress() != null
                    && status.phase() == RunPhase.RUNNING
                    && status.progress().elapsedSeconds() >= 2);
            scene.runners().stream()
                    .filter(each -> "1".equals(each.getMetadata().getLabels().get("batch.kubernetes.io/job-completion-index")))
                    .forEach(each -> scene.client().resource(each).withGracePeriod(0).delete());
            LoadTestStatus status = scene.await("bereft", MINUTE, "the end of the run, whoever writes beside the operator", each -> {
                touch(scene, "bereft");
                return each.verdict() != null;
            });
            assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.PASSED);
            assertThat(status.message()).contains("1 of 2 runners was lost, and 50 % of the load with it (runner 1 ");
            assertThat(status.runners().lost()).isEqualTo(1);
            assertThat(status.results().offered()).as("of runner 0 alone").isEqualTo(14 * Manifests.RATE / 2);
            assertThat(status.run().number()).isEqualTo(1);

            Awaiting.fact(MINUTE, () -> scene.jobs().isEmpty() && scene.runners().isEmpty() && scene.configMaps().isEmpty());
            LoadTestStatus after = scene.await("bereft", MINUTE, "no report", each -> each.reportRef() == null);
            assertThat(after.verdict()).isEqualTo(Outcome.PASSED);
            assertThat(after.results()).isEqualTo(status.results());
        }
    }

    private static void touch(Scene scene, String name) {
        scene.client().resources(LoadTest.class).inNamespace(scene.namespace()).withName(name).edit(test -> {
            test.getMetadata().setLabels(Map.of("touched", UUID.randomUUID().toString()));
            return test;
        });
    }

    @Test
    void aRunPastItsDeadlineIsStoppedAndKeepsWhatItMeasured() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("endless", 120, HARMLESS) + "  runPolicy: {activeDeadline: 8s}\n");
            LoadTestStatus status = scene.awaitFinished("endless", 1, Duration.ofSeconds(30));
            assertThat(status.verdict()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(status.reason()).as(status.message()).isEqualTo("RunDeadlineExceeded");
            assertThat(status.message()).contains("activeDeadline of 8s");
            assertThat(status.results().offered()).isEqualTo(shop.requests()).isPositive();
        }
    }

    @Test
    void whatTheClusterRefusesIsToldAtOnceAndNotReferredTo() {
        try (var scene = Scene.open(cluster)) {
            scene.shop();
            quota(scene, 0);
            scene.apply(Manifests.steady("rationed", 2, HARMLESS));
            LoadTestStatus stalled = scene.await(
                    "rationed", Duration.ofSeconds(15), "Stalled", status -> Scene.isTrue(status, "Stalled"));
            assertThat(stalled.reason()).isEqualTo("PodRefused");
            assertThat(stalled.message()).contains("exceeded quota: ration");
            quota(scene, 1);
            LoadTestStatus status = scene.awaitFinished("rationed", 1, MINUTE);
            assertThat(status.results().offered()).isEqualTo(2 * Manifests.RATE);
            assertThat(status.reportRef()).isNull();
            assertThat(status.message()).contains("the whole report is not kept").contains("exceeded quota: ration");
        }
    }

    /** The namespace's root certificate and the plan are there; a report would be one ConfigMap too much. */
    private static void quota(Scene scene, int jobs) {
        var hard = Map.of("count/jobs.batch", new Quantity("" + jobs), "count/configmaps", new Quantity("2"));
        var quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("ration")
                .endMetadata()
                .withNewSpec()
                .withHard(hard)
                .endSpec()
                .build();
        scene.client().resource(quota).inNamespace(scene.namespace()).serverSideApply();
        Awaiting.fact(MINUTE, () -> {
            ResourceQuota seen = scene.client().resourceQuotas().inNamespace(scene.namespace()).withName("ration").get();
            return hard.equals(seen.getStatus().getHard()) && seen.getStatus().getUsed() != null;
        });
    }
}
