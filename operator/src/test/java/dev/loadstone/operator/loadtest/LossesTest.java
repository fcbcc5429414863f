package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that go on without the runners that they lose. */
class LossesTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    private static String yaml(int runners) {
        return lenient(LifecycleTest.yaml(runners, "20s"));
    }

    private static String lenient(String yaml) {
        return yaml.replace("runners: {", "runners: {onLoss: Continue, ");
    }

    private static World runningFor(int seconds, String yaml) {
        var world = new World(yaml, 1);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(seconds));
        return world;
    }

    @ParameterizedTest
    @CsvSource({
        "OOM_KILLED, runner 1 was killed by its memory limit of 512Mi",
        "EVICTED, runner 1 was evicted: Eviction API: evicting",
        "CRASHED, runner 1 ended with exit code 1: no plan at line 1",
        "VANISHED, runner 1 is gone with its pod",
    })
    void theResultOfTheOthersIsJudged(Mishap mishap, String words) {
        World world = runningFor(8, yaml(3));
        world.runners.get(1).mishap = mishap;
        world.until(Duration.ofSeconds(7), () -> world.status().runners().lost() == 1);
        assertThat(world.status().phase()).isEqualTo(RunPhase.RUNNING);
        assertThat(world.events).anyMatch(each -> each.contains("goes on without 1 of 3 runners: " + words));

        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().reason()).isEqualTo("AllThresholdsHeld");
        assertThat(world.status().message())
                .contains("Warning: 1 of 3 runners was lost, and 33.3 % of the load with it (" + words + ")");
        assertThat(world.status().results().completed())
                .as("of the others alone, the same whatever the operator heard of the lost one")
                .isEqualTo(120);
        assertThat(world.status().runners().lost()).isEqualTo(1);
        assertThat(world.status().progress().percent()).isEqualTo(100);
        assertThat(world.status().conditions())
                .anyMatch(each -> each.getType().equals("ResultsComplete")
                        && each.getStatus().equals("False"));
        assertThat(world.events)
                .as("each thing once: started, lost, ended")
                .hasSize(3)
                .filteredOn(each -> each.contains("goes on"))
                .singleElement()
                .satisfies(each -> assertThat(each).startsWith("1-lost-1: Warning "));
        assertThat(world.writes).as("%s", world).isLessThanOrEqualTo(18);
    }

    @Test
    void aKilledOperatorJudgesTheSameAtEveryPoint() {
        var calm = runningFor(5, yaml(3));
        calm.runners.get(1).mishap = Mishap.OOM_KILLED;
        int first = calm.deeds;
        calm.untilFinished(LONG);
        int last = calm.deeds;
        for (int deed = first; deed < last; deed++) {
            World world = runningFor(5, yaml(3));
            world.runners.get(1).mishap = Mishap.OOM_KILLED;
            world.dieBefore = deed;
            world.untilFinished(LONG);
            assertThat(world.status().results())
                    .as("killed before deed %d: %s", deed, world)
                    .isEqualTo(calm.status().results());
            assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
            assertThat(world.status().message()).isEqualTo(calm.status().message());
            assertThat(world.runners).allMatch(each -> each.starts == 1);
        }
    }

    @Test
    void withoutAnyRunnerThereIsNoVerdict() {
        World world = runningFor(8, yaml(2));
        world.runners.get(0).mishap = Mishap.OOM_KILLED;
        world.pass(Duration.ofSeconds(3));
        world.runners.get(1).mishap = Mishap.EVICTED;
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunnerOOMKilled");
        assertThat(world.status().message()).contains("1 more were lost");
    }

    @Test
    void whoIsSilentToTheEndIsLeftOut() {
        World world = runningFor(8, yaml(2));
        world.runners.get(1).mishap = Mishap.SILENT;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().message())
                .contains("50 % of the load with it (runner 1 sent no final report before the deadline)");
        assertThat(world.status().results().completed()).isEqualTo(60);
        assertThat(world.status().runners().lost()).isEqualTo(1);
    }

    @Test
    void aDeletedJobIsMoreThanALoss() {
        World world = runningFor(8, yaml(2));
        world.deleteJob();
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunnerLost");
    }

    @Test
    void theDeletedJobOfAPartTakesItsRunnersAlone() {
        World world = runningFor(8, lenient(PartsOfRunsTest.inTwoParts(LifecycleTest.yaml(4, "20s"))));
        world.deleteJob();
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().message()).contains("3 of 4 runners were lost, and 75 % of the load");
    }

    @Test
    void aMissedThresholdStillFails() {
        World world = runningFor(8, yaml(3).replace("max: 300ms", "max: 1ms"));
        world.runners.get(2).mishap = Mishap.CRASHED;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.FAILED);
        assertThat(world.status().message()).contains("Warning: 1 of 3 runners was lost");
    }

    @Test
    void windowsGoOnWithoutTheLostRunner() {
        String windowed = yaml(3).replace("{stat: p95, max: 300ms}", "{stat: max, max: 4900us, window: 2s}");
        World world = runningFor(8, windowed);
        world.runners.get(1).mishap = Mishap.CRASHED;
        world.untilFinished(LONG);
        assertThat(world.status().verdict())
                .as("the last second has 4.9 ms, which no window of a run without it sees: %s", world)
                .isEqualTo(Outcome.PASSED);
        World strict = runningFor(8, windowed.replace("4900us", "4850us"));
        strict.runners.get(1).mishap = Mishap.CRASHED;
        strict.untilFinished(LONG);
        assertThat(strict.status().verdict())
                .as("missed long after the loss: %s", strict)
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void aRunnerLostBeforeTheStartEndsTheRun() {
        var world = new World(yaml(2), 1);
        world.fate = runner -> runner.mishap = runner.index == 1 ? Mishap.CRASHED : Mishap.NONE;
        world.untilFinished(Duration.ofSeconds(3));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void aRunnerLostDuringTheSetupEndsTheRunBeforeItsLoad() {
        World world = new World(lenient(ErrandsTest.yaml(2, "20s")), 1);
        world.until(
                LONG,
                () -> world.status() != null
                        && "SettingUp".equals(world.status().reason()));
        world.runners.get(1).mishap = Mishap.EVICTED;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.runners).allMatch(each -> each.starts == 0);
        assertThat(world.runners.getFirst().errand.teardowns).isEqualTo(1);
    }

    @Test
    void whatIsLeftIsTornDown() {
        World world = new World(lenient(ErrandsTest.yaml(2, "20s")), 1);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.runners.get(1).mishap = Mishap.EVICTED;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.runners.getFirst().errand.teardowns).isEqualTo(1);
    }
}
