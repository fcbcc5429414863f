package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run whose runners come from several places. */
class PartsOfRunsTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    static String inTwoParts(String yaml) {
        return yaml.replaceFirst("\\{count: ([0-9]+)}", """
                {count: $1, distribution: [
                    {name: eu, percent: 75, nodeSelector: {region: eu}},
                    {name: us, percent: 25, nodeSelector: {region: us}}]}""");
    }

    private static World world() {
        return new World(inTwoParts(LifecycleTest.yaml(4, "20s")), 1);
    }

    @Test
    void eachPartIsAJobAndEachRunnerHasItsIndex() {
        var world = world();
        world.untilPhase(RunPhase.RUNNING);
        assertThat(world.jobs().map(each -> each.getSpec().getCompletions())).containsExactly(3, 1);
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.runners).extracting(runner -> runner.index).containsExactly(0, 1, 2, 3);
        assertThat(world.status().results().completed()).isEqualTo(4 * 60L);
        assertThat(world.writes).as("%s", world).isLessThanOrEqualTo(16);
    }

    @Test
    void aKilledOperatorGoesOnAtEveryPoint() {
        var calm = world();
        calm.untilFinished(LONG);
        calm.pass(Duration.ofSeconds(5));
        for (int deed = 0; deed < calm.deeds; deed++) {
            var world = world();
            world.dieBefore = deed;
            world.untilFinished(LONG);
            world.pass(Duration.ofSeconds(5));
            assertThat(world.status().results())
                    .as("killed before deed %d: %s", deed, world)
                    .isEqualTo(calm.status().results());
            assertThat(world.created.values())
                    .as("made twice: %s", world.created)
                    .containsOnly(1);
            assertThat(world.runners).hasSize(4).allMatch(runner -> runner.starts == 1 && runner.released);
        }
    }

    @Test
    void aRunnerOfTheSecondPartIsToldByItsIndexInTheRun() {
        var world = world();
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.runners.getLast().mishap = Mishap.OOM_KILLED;
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("RunnerOOMKilled");
        assertThat(world.status().message()).contains("runner 3 was killed");
    }

    @Test
    void oneOfItsJobsDeletedInMidRunIsNeverMadeAgain() {
        var world = world();
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.deleteJob();
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("RunnerLost");
        assertThat(world.runners).as("no second Job").hasSize(4);
    }

    @Test
    void oneOfItsJobsDeletedBeforeTheStartIsMadeAgain() {
        var world = world();
        world.untilPhase(RunPhase.SCHEDULING);
        world.deleteJob();
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.runners).hasSize(7);
    }

    @Test
    void whenARunCannotBeginAllItsJobsGo() {
        var world = world();
        world.fate = runner -> runner.mishap = runner.index == 3 ? Mishap.UNSCHEDULABLE : Mishap.NONE;
        world.untilFinished(LONG);
        assertThat(world.status().reason()).as("%s", world).isEqualTo("Unschedulable");
        assertThat(world.jobs()).isEmpty();
    }
}
