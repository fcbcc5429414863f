package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueingTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    private static World queued() {
        var world = new World(LifecycleTest.yaml(1, "20s"), 1);
        world.turn = new Turn.Later(2, 3, 1, null);
        world.untilPhase(RunPhase.QUEUED);
        return world;
    }

    @Test
    void waitsWithoutAJobAndWithoutAWriteAndLongerThanTheStartDeadline() {
        var world = queued();
        assertThat(world.status().message()).startsWith("2nd of 3 in the queue: 1 run is under way");
        assertThat(world.status().queue().place()).isEqualTo(2);
        assertThat(world.status().run()).isNull();
        assertThat(world.status().conditions())
                .anyMatch(each -> each.getType().equals("Reconciling")
                        && each.getStatus().equals("True")
                        && each.getReason().equals("Queued"))
                .anyMatch(each ->
                        each.getType().equals("Accepted") && each.getStatus().equals("True"));
        int writes = world.writes;
        world.pass(Duration.ofMinutes(10));
        assertThat(world.writes).isEqualTo(writes);
        assertThat(world.objects).as("what is made for a run that waits").isEmpty();

        world.turn = new Turn.Later(1, 2, 1, null);
        world.until(Duration.ofSeconds(11), () -> world.status().queue().place() == 1);
        assertThat(world.writes).isEqualTo(writes + 1);

        world.turn = Turn.NOW;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().queue()).isNull();
        assertThat(world.status().run().trigger()).isEqualTo("Created");
        assertThat(world.status().run().number()).isEqualTo(1);
        assertThat(world.events).filteredOn(each -> each.contains("Queued")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"100, 91, false", "100, 90, true", "100, 110, true", "10, 9, true", "3, 4, true", "3, 3, false"})
    void aPlaceFarBackIsToldAgainOnlyWhenItHasMovedMuch(int before, int after, boolean told) {
        var world = new World(LifecycleTest.yaml(1, "20s"), 1);
        world.turn = new Turn.Later(before, 200, 1, null);
        world.untilPhase(RunPhase.QUEUED);
        world.turn = new Turn.Later(after, 190, 1, null);
        int writes = world.writes;
        world.pass(Duration.ofMinutes(2));
        assertThat(world.writes - writes).isEqualTo(told ? 1 : 0);
    }

    @Test
    void whoeverLimitsIsToldThoughThePlaceIsTheSame() {
        var world = queued();
        world.turn = new Turn.Later(2, 3, 1, "shop");
        world.until(Duration.ofSeconds(11), () -> world.status().message().contains("of namespace shop: 1 run is"));
        int writes = world.writes;
        world.pass(Duration.ofMinutes(2));
        assertThat(world.writes).isEqualTo(writes);
    }

    @Test
    void suspendedItLeavesTheQueueAndAnswersWhenItIsResumed() {
        var world = queued();
        world.suspend(true);
        world.untilPhase(RunPhase.SUSPENDED);
        assertThat(world.status().queue()).isNull();
        world.pass(Duration.ofMinutes(1));
        world.suspend(false);
        world.untilPhase(RunPhase.QUEUED);
        world.turn = Turn.NOW;
        world.untilFinished(LONG);
        assertThat(world.status().run().number()).isEqualTo(1);
        assertThat(world.status().run().trigger()).isEqualTo("Resumed");
    }

    @Test
    void aSpecThatChangesMeanwhileIsTheOneThatIsRun() {
        var world = queued();
        world.edit(spec -> spec.withRunners(RunnersSpec.of(2)));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertThat(world.status().phase()).isEqualTo(RunPhase.QUEUED);
        world.turn = Turn.NOW;
        world.untilFinished(LONG);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.runners).hasSize(2);
        assertThat(world.status().run().number()).isEqualTo(1);
    }

    @Test
    void aSpecThatCannotBePlannedDoesNotWait() {
        var world = queued();
        world.edit(spec -> spec.withTarget(spec.target().at("ftp://shop")));
        world.untilFinished(Duration.ofSeconds(2));
        assertThat(world.status().reason()).isEqualTo("InvalidSpec");
        assertThat(world.status().queue()).isNull();
    }

    @Test
    void theLastRunIsInTheHistoryWhileTheNextOneWaits() {
        var world = new World(LifecycleTest.yaml(1, "20s"), 1);
        world.untilFinished(LONG);
        world.turn = new Turn.Later(1, 1, 1, null);
        world.requestRun("again");
        world.untilPhase(RunPhase.QUEUED);
        assertThat(world.status().history()).singleElement().matches(each -> each.reportRef() != null);
        assertThat(world.status().verdict()).isNull();
        world.pass(Duration.ofMinutes(2));
        world.assertReportsAreThere();
        world.turn = Turn.NOW;
        world.untilFinished(LONG);
        assertThat(world.status().run().trigger()).isEqualTo("RunAt");
        assertThat(world.status().run().number()).isEqualTo(2);
        assertThat(world.status().history()).hasSize(1);
    }
}
