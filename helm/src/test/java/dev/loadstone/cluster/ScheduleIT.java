package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test that runs by itself, at the times of a schedule. */
@Tag("long")
class ScheduleIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.get();

    @Test
    void theNextMinuteStartsARunThoughTheOperatorIsKilledBeforeIt() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            String manifest = Manifests.steady("minutely", 2, "{stat: p99, max: 20s}");
            scene.apply(manifest + "  schedule: {cron: '* * * * *', timeZone: Europe/Berlin}\n");
            LoadTestStatus waits = scene.await("minutely", MINUTE, "its next time", status -> status.schedule() != null);
            Instant due = Instant.parse(waits.schedule().nextRunAt());
            assertThat(due).isEqualTo(due.truncatedTo(ChronoUnit.MINUTES));
            assertThat(waits.run()).as("creation starts nothing").isNull();
            Operator.kill(cluster.client());

            LoadTestStatus ended = scene.awaitFinished("minutely", 1, Duration.ofSeconds(100));
            Scene.assertWhole(ended);
            assertThat(ended.run().trigger()).isEqualTo("Schedule");
            assertThat(Instant.parse(ended.run().createdAt()))
                    .as("when it is due, or when an operator is there again")
                    .isBetween(due, due.plusSeconds(20));
            assertThat(ended.schedule().lastScheduledAt()).isEqualTo(due.toString());
            assertThat(Instant.parse(ended.schedule().nextRunAt())).isEqualTo(due.plusSeconds(60));
            assertThat(shop.requests()).isEqualTo(2 * Manifests.RATE);

            scene.apply(manifest + "  suspend: true\n  schedule: {cron: '* * * * *', timeZone: Europe/Berlin}\n");
            LoadTestStatus suspended = scene.await("minutely", MINUTE, "no next time", status -> status.schedule() == null);
            assertThat(suspended.phase()).isNotEqualTo(RunPhase.SCHEDULED);
        }
    }
}
