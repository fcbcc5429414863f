package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that end themselves before their last phase is over. */
class EarlyEndsTest {
    static World world(int runners) {
        return new World(
                LifecycleTest.yaml(runners, "60s")
                        .replace("steps: [{http: {path: /}}]", "steps: [{http: {path: /}}, {exit: {scope: Test}}]"),
                1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void oneRunnerEndsTheTestForAll(int runners) {
        var world = world(runners);
        world.fate = runner -> runner.exitsAt = runner.index == runners - 1 ? 12 : Integer.MAX_VALUE;
        world.untilFinished(Duration.ofSeconds(25));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().message())
                .contains("Ended by an exit step of runner " + (runners - 1) + " after 12 s");
        assertThat(world.status().results().completed()).isBetween(12 * 3L * runners, 15 * 3L * runners);
    }

    @Test
    void anOperatorThatIsKilledThenStillKnows() {
        var world = world(3);
        world.fate = runner -> runner.exitsAt = runner.index == 1 ? 12 : Integer.MAX_VALUE;
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.pass(Duration.ofSeconds(8));
        world.downtime = Duration.ofSeconds(20);
        world.killOperator();
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().message()).contains("Ended by an exit step of runner 1");
    }

    @Test
    void aRunnerLostMeanwhileIsNoResult() {
        var world = world(3);
        world.fate = runner -> runner.exitsAt = runner.index == 1 ? 12 : Integer.MAX_VALUE;
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.pass(Duration.ofSeconds(11));
        world.runners.get(2).mishap = Mishap.SILENT;
        world.until(Duration.ofSeconds(5), () -> "EndedByTest"
                .equals(world.status().run().stopReason()));
        world.runners.get(2).mishap = Mishap.OOM_KILLED;
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunnerOOMKilled");
    }

    @Test
    void aSilentRunnerIsWaitedForNoLongerThanTheGracefulStop() {
        var world = world(2);
        world.fate = runner -> runner.exitsAt = runner.index == 1 ? 12 : Integer.MAX_VALUE;
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.runners.getFirst().mishap = Mishap.SILENT;
        world.untilFinished(Duration.ofSeconds(80));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("RunDeadlineExceeded");
    }

    @Test
    void aSuspendedTestWaitsForNoGracefulStop() {
        var world = world(2);
        world.fate = runner -> runner.exitsAt = runner.index == 1 ? 12 : Integer.MAX_VALUE;
        world.until(Duration.ofSeconds(30), () -> world.runners.stream().anyMatch(each -> each.starts == 1));
        world.runners.getFirst().mishap = Mishap.SILENT;
        world.until(Duration.ofSeconds(20), () -> "EndedByTest"
                .equals(world.status().run().stopReason()));
        world.suspend(true);
        world.until(Duration.ofSeconds(11), () -> world.status().phase() == RunPhase.SUSPENDED);
        assertThat(world.status().reason()).as("%s", world).isEqualTo("Suspended");
    }

    @Test
    void anExitInTheLastMomentIsNoEarlyEnd() {
        var world = world(2);
        world.fate = runner -> runner.exitsAt = runner.index == 1 ? 60 : Integer.MAX_VALUE;
        world.untilFinished(Duration.ofSeconds(80));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().message()).doesNotContain("Ended by");
    }

    @Test
    void aRunnerWithNothingLeftToDoIsBelieved() {
        var world = new World(
                LifecycleTest.yaml(2, "60s").replace("open: {rate: 9}", "closed: {users: 2, iterations: 40}"), 1);
        world.fate = runner -> runner.idleAt = 10;
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aRunnerThatEndsEarlyForNoReasonIsNot() {
        var world = new World(LifecycleTest.yaml(2, "60s"), 1);
        world.fate = runner -> runner.idleAt = 10;
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
    }
}
