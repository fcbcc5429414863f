package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What limits of concurrent runs do with more tests than they let run. */
class QueueIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    void theSecondTestSaysItsPlaceAndBeginsWhenTheFirstIsOverThoughTheOperatorIsKilled() {
        try (var scene = Scene.open(cluster);
                var other = Scene.open(cluster);
                var limit = ConcurrentRuns.limit(cluster.client(), 1)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("first", 10, HARMLESS));
            scene.await("first", MINUTE, "a run", status -> status.run() != null);
            scene.apply(Manifests.steady("second", 2, HARMLESS));
            LoadTestStatus queued = scene.await("second", MINUTE, "Queued", status -> status.phase() == RunPhase.QUEUED);
            assertThat(queued.message()).startsWith("1st of 1 in the queue: 1 run is under way");
            assertThat(Scene.isTrue(queued, "Reconciling")).isTrue();
            // Whose namespace has fewer runs comes first, though it came later.
            other.apply(Manifests.steady("third", 2, HARMLESS).replace("http://shop:", "http://shop." + scene.namespace() + ":"));
            other.await("third", MINUTE, "1st in the queue", status -> status.queue() != null && status.queue().place() == 1);

            scene.await("first", MINUTE, "load", status -> status.phase() == RunPhase.RUNNING);
            Operator.kill(cluster.client());
            LoadTestStatus first = scene.awaitFinished("first", 1, MINUTE);
            LoadTestStatus third = other.awaitFinished("third", 1, MINUTE);
            LoadTestStatus second = scene.awaitFinished("second", 1, MINUTE);
            List.of(first, second, third).forEach(Scene::assertWhole);
            assertFollows(third, first);
            assertFollows(second, third);
            assertThat(second.queue()).as("under a limit of %d", limit.now()).isNull();
            assertThat(shop.requests()).isEqualTo(14 * Manifests.RATE);
        }
    }

    /** Who is not woken by that end looks once in ten seconds. */
    private static void assertFollows(LoadTestStatus next, LoadTestStatus before) {
        Instant end = Instant.parse(before.run().finishedAt());
        assertThat(Instant.parse(next.run().createdAt())).as("it begins when the one before is over").isBetween(end, end.plusSeconds(6));
    }

    @Test
    @Tag("long")
    void manyTestsRunInTheirTurnsAsThePoliciesOfTheirNamespacesAllow() {
        try (var scene = Scene.open(cluster);
                var other = Scene.open(cluster);
                var one = new Policy(scene, "maxConcurrentRuns: 1");
                var two = new Policy(other, "maxConcurrentRuns: 2")) {
            Shop shop = scene.shop();
            for (int number = 0; number < 4; number++) {
                String manifest = Manifests.steady("t" + number, 1, HARMLESS)
                                .replace("http://shop:", "http://shop." + scene.namespace() + ":")
                        + "  runners: {count: 1, " + Manifests.SMALL + "}\n";
                scene.apply(manifest);
                other.apply(manifest);
            }
            scene.await("t3", MINUTE, "its policy as what it waits for", status -> status.message() != null
                    && status.message().contains("as many as LoadTestPolicy " + one.policy.getMetadata().getName() + " allows"));
            List<LoadTestStatus> ended = ended(scene);
            List<LoadTestStatus> endedThere = ended(other);
            assertThat(mostAtOnce(ended)).isEqualTo(1);
            assertThat(mostAtOnce(endedThere)).as("of %s", two.policy.getMetadata().getName()).isEqualTo(2);
            assertThat(shop.requests()).isEqualTo(8 * Manifests.RATE);
        }
    }

    private static List<LoadTestStatus> ended(Scene scene) {
        return IntStream.range(0, 4)
                .mapToObj(number -> scene.awaitFinished("t" + number, 1, MINUTE))
                .peek(Scene::assertWhole)
                .toList();
    }

    /** How many runs were under way when one of them began. */
    private static long mostAtOnce(List<LoadTestStatus> all) {
        return all.stream()
                .map(each -> Instant.parse(each.run().createdAt()))
                .mapToLong(begin -> all.stream()
                        .filter(each -> !Instant.parse(each.run().createdAt()).isAfter(begin)
                                && Instant.parse(each.run().finishedAt()).isAfter(begin))
                        .count())
                .max()
                .orElse(0);
    }
}
