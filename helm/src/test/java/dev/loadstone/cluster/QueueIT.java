package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a limit of concurrent runs does with one test more than it lets run. */
class QueueIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    void theSecondTestSaysItsPlaceAndBeginsWhenTheFirstIsOverThoughTheOperatorIsKilled() {
        try (var scene = Scene.open(cluster);
                var limit = ConcurrentRuns.limit(cluster.client(), 1)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("first", 10, HARMLESS));
            scene.await("first", MINUTE, "a run", status -> status.run() != null);
            scene.apply(Manifests.steady("second", 2, HARMLESS));
            LoadTestStatus queued = scene.await("second", MINUTE, "Queued", status -> status.phase() == RunPhase.QUEUED);
            assertThat(queued.message()).startsWith("1st of 1 in the queue: 1 run is under way");
            assertThat(Scene.isTrue(queued, "Reconciling")).isTrue();

            scene.await("first", MINUTE, "load", status -> status.phase() == RunPhase.RUNNING);
            Operator.kill(cluster.client());
            LoadTestStatus first = scene.awaitFinished("first", 1, MINUTE);
            LoadTestStatus second = scene.awaitFinished("second", 1, MINUTE);
            Scene.assertWhole(first);
            Scene.assertWhole(second);
            assertThat(Instant.parse(second.run().createdAt()))
                    .as("the second run begins after the first one, under a limit of %d", limit.now())
                    .isBetween(Instant.parse(first.run().finishedAt()), Instant.parse(first.run().finishedAt()).plusSeconds(2));
            assertThat(second.queue()).isNull();
            assertThat(shop.requests()).isEqualTo(12 * Manifests.RATE);
        }
    }
}
