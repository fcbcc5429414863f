package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import dev.loadstone.protocol.Errand.State;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Setup and teardown in the life of a run. */
class ErrandsTest {
    private static final Duration LONG = Duration.ofMinutes(12);

    static String yaml(int runners, String duration) {
        return LifecycleTest.yaml(runners, duration) + """
                  setup: {flow: prepare}
                  teardown: {flow: tidy}
                  flows:
                    - {name: prepare, steps: [{http: {method: POST, path: /orders}}]}
                    - {name: tidy, steps: [{http: {method: DELETE, path: /orders}}]}
                """;
    }

    private static World world(int runners) {
        return new World(yaml(runners, "20s"), 1);
    }

    private static World world(int runners, Consumer<FakeErrand> fate) {
        var world = world(runners);
        world.fate = runner -> fate.accept(runner.errand);
        return world;
    }

    private static void untilReason(World world, String reason) {
        world.until(
                Duration.ofMinutes(2),
                () -> world.status() != null && reason.equals(world.status().reason()));
    }

    private static void assertDoneOnce(World world) {
        assertThat(world.runners).allSatisfy(runner -> {
            int times = runner.index == 0 ? 1 : 0;
            assertThat(runner.errand.setups)
                    .as("setups of runner %d: %s", runner.index, world)
                    .isEqualTo(times);
            assertThat(runner.errand.teardowns)
                    .as("teardowns of runner %d: %s", runner.index, world)
                    .isEqualTo(times);
            assertThat(runner.starts).isEqualTo(1);
            assertThat(runner.shared).containsOnlyKeys("token");
        });
    }

    private static void assertSecretIsNowhere(World world) {
        String written = Serialization.asYaml(world.status())
                + world.events
                + world.objects.values().stream().map(Serialization::asYaml).toList();
        assertThat(written).as("what the setup captured is written down").doesNotContain(FakeErrand.SECRET);
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void aCalmRunIsSetUpOnceAndTornDownOnce(int runners) {
        var world = world(runners);
        untilReason(world, "SettingUp");
        assertThat(world.status().phase()).isEqualTo(RunPhase.ARMING);
        assertThat(world.status().message()).isEqualTo("The setup is being done.");
        assertThat(world.runners).as("no load before the setup is done").noneMatch(each -> each.starts > 0);
        untilReason(world, "TearingDown");
        assertThat(world.status().phase()).isEqualTo(RunPhase.FINISHING);
        assertThat(world.runners).as("no load during the teardown").allMatch(FakeRunner::measuredAll);
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().results().completed()).isEqualTo(60L * runners);
        assertThat(world.writes).as("one for each errand more: %s", world).isLessThanOrEqualTo(18);
        assertDoneOnce(world);
        assertSecretIsNowhere(world);
        world.pass(Duration.ofSeconds(5));
        assertThat(world.runners).allMatch(runner -> runner.released);
    }

    @Test
    void aKilledOperatorGoesOnAtEveryPoint() {
        var calm = world(2);
        calm.untilFinished(LONG);
        calm.pass(Duration.ofSeconds(5));
        for (int deed = 0; deed < calm.deeds; deed++) {
            var world = world(2);
            world.dieBefore = deed;
            world.untilFinished(LONG);
            world.pass(Duration.ofSeconds(5));

            assertThat(world.status().results())
                    .as("killed before deed %d: %s", deed, world)
                    .isEqualTo(calm.status().results());
            assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
            assertThat(world.status().message()).isEqualTo(calm.status().message());
            assertThat(world.created.values())
                    .as("made twice: %s", world.created)
                    .containsOnly(1);
            assertDoneOnce(world);
            assertSecretIsNowhere(world);
            assertThat(world.runners).allMatch(runner -> runner.released);
        }
    }

    @ParameterizedTest
    @CsvSource({"SettingUp", "Running", "TearingDown"})
    void anOperatorThatIsAwayInAStageGoesOn(String reason) {
        var world = world(2);
        untilReason(world, reason);
        world.pass(Duration.ofMillis(500));
        world.downtime = Duration.ofMinutes(3);
        world.killOperator();
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertDoneOnce(world);
    }

    @Test
    void aSetupThatFailsMakesNoLoadAndIsNotTornDown() {
        var world = world(2, errand -> errand.setup = State.FAILED);
        world.untilFinished(Duration.ofSeconds(10));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("SetupFailed");
        assertThat(world.status().message()).contains("POST /orders: status 503");
        assertThat(world.status().reportRef()).isNull();
        assertThat(world.runners).allMatch(runner -> runner.starts == 0 && runner.errand.teardowns == 0);
        assertThat(world.objects.values()).as("the runners are gone").noneMatch(Job.class::isInstance);
    }

    @Test
    void aSetupThatDoesNotEndIsGivenUp() {
        var world = world(2, errand -> errand.setup = State.UNDERWAY);
        world.untilFinished(Duration.ofSeconds(305));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("SetupFailed");
        assertThat(world.status().message()).contains("was not over within 5 min");
        assertThat(world.runners).allMatch(runner -> runner.starts == 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASHED", "OOM_KILLED", "EVICTED", "VANISHED"})
    void aRunnerLostDuringTheSetupEndsTheRun(Mishap mishap) {
        var world = world(2);
        untilReason(world, "SettingUp");
        world.runners.getFirst().mishap = mishap;
        world.untilFinished(Duration.ofSeconds(10));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.ERROR);
        assertThat(world.status().message()).contains("during the setup").contains("runner 0");
        assertThat(world.runners).allMatch(runner -> runner.starts == 0);
    }

    @Test
    void aJobDeletedDuringTheSetupIsNotMadeAgain() {
        var world = world(2);
        untilReason(world, "SettingUp");
        world.deleteJob();
        world.killOperator();
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.ERROR);
        assertThat(world.runners).as("no second setup").hasSize(2);
    }

    @Test
    void whereARunnerDoesNotAnswerAfterTheSetupNoLoadIsMadeAndItIsTornDown() {
        var world = world(2);
        untilReason(world, "SettingUp");
        world.runners.get(1).mishap = Mishap.SILENT;
        world.killOperator();
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("StartDeadlineExceeded");
        assertThat(world.status().message()).contains("a runner did not answer");
        assertThat(world.runners).allMatch(runner -> runner.starts == 0);
        assertThat(world.runners.getFirst().errand.setups).isEqualTo(1);
        assertThat(world.runners.getFirst().errand.teardowns).isEqualTo(1);
    }

    @Test
    void aTeardownThatFailsLeavesTheVerdict() {
        var world = world(2, errand -> errand.teardown = State.FAILED);
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().message()).contains("the teardown failed: POST /orders: status 503");
    }

    @Test
    void aTeardownThatDoesNotEndIsGivenUp() {
        var world = world(2, errand -> errand.teardown = State.UNDERWAY);
        untilReason(world, "TearingDown");
        world.untilFinished(Duration.ofSeconds(305));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().message()).contains("the teardown failed: it was not over within 5 min");
    }

    @ParameterizedTest
    @CsvSource({
        "Running, it was not run, Inconclusive",
        "TearingDown, it was cut short, Passed",
    })
    void withoutRunnerZeroNothingIsTornDown(String reason, String words, String verdict) {
        var world = world(2);
        untilReason(world, reason);
        world.pass(Duration.ofSeconds(1));
        world.runners.getFirst().mishap = Mishap.OOM_KILLED;
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(world.status().verdict().name()).as("%s", world).isEqualToIgnoringCase(verdict);
        assertThat(world.status().message())
                .contains("the teardown failed: " + words)
                .contains("runner 0 was killed by its memory limit");
    }

    @Test
    void withoutAnotherRunnerItIsTornDown() {
        var world = world(2);
        untilReason(world, "Running");
        world.pass(Duration.ofSeconds(5));
        world.runners.get(1).mishap = Mishap.OOM_KILLED;
        world.untilFinished(Duration.ofSeconds(30));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("RunnerOOMKilled");
        assertThat(world.runners.getFirst().errand.teardowns).isEqualTo(1);
    }

    @Test
    void anAbortedRunIsTornDown() {
        var world = new World(yaml(2, "60s").replace("p95, max: 300ms", "p95, max: 1ms, abort: true"), 1);
        world.untilFinished(LONG);
        assertThat(world.status().reason()).as("%s", world).isEqualTo("AbortedByThreshold");
        assertDoneOnce(world);
    }

    @Test
    void aSuspendedRunIsTornDown() {
        var world = world(2);
        untilReason(world, "Running");
        world.pass(Duration.ofSeconds(5));
        world.suspend(true);
        world.until(Duration.ofSeconds(10), () -> world.status().phase() == RunPhase.SUSPENDED);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.ABORTED);
        assertDoneOnce(world);
    }

    @Test
    void aChangedSpecWaitsForTheTeardown() {
        var world = world(1);
        untilReason(world, "TearingDown");
        world.requestRun("noon");
        world.until(Duration.ofSeconds(10), () -> world.status().run().number() == 2);
        assertThat(world.runners.getFirst().errand.teardowns).isEqualTo(1);
        assertThat(world.status().history().getFirst().verdict()).isEqualTo(Outcome.PASSED);
        world.untilFinished(LONG);
        assertThat(world.runners).allMatch(runner -> runner.errand.setups == 1 && runner.errand.teardowns == 1);
    }

    @Test
    void aRunStoppedDuringItsSetupIsSetUpAndTornDownWithoutLoad() {
        var world = world(2);
        untilReason(world, "SettingUp");
        world.suspend(true);
        world.until(Duration.ofSeconds(10), () -> world.status().phase() == RunPhase.SUSPENDED);
        assertThat(world.status().reason()).as("%s", world).isEqualTo("Suspended");
        assertThat(world.runners).allMatch(runner -> runner.starts == 0);
        assertThat(world.runners.getFirst().errand.setups).isEqualTo(1);
        assertThat(world.runners.getFirst().errand.teardowns).isEqualTo(1);
    }

    @Test
    void aRunStoppedDuringItsSetupEndsAtOnceWhereThereIsNoTeardown() {
        var world = new World(yaml(2, "20s").replace("teardown: {flow: tidy}", ""), 1);
        untilReason(world, "SettingUp");
        world.suspend(true);
        world.until(Duration.ofSeconds(2), () -> world.status().phase() == RunPhase.SUSPENDED);
        assertThat(world.runners).allMatch(runner -> runner.starts == 0);
    }

    @Test
    void aRunStoppedDuringASetupThatNeverEndsEndsInTime() {
        var world = world(2, errand -> errand.setup = State.UNDERWAY);
        untilReason(world, "SettingUp");
        world.suspend(true);
        world.until(Duration.ofSeconds(305), () -> world.status().phase() == RunPhase.SUSPENDED);
        assertThat(world.status().reason()).isEqualTo("Suspended");
    }

    /** Whenever it is stopped: what was set up is torn down. */
    @Test
    void whatWasSetUpIsTornDown() {
        for (int tick = 1; tick < 80; tick++) {
            int at = tick;
            var world = world(2);
            world.pass(Duration.ofMillis(100L * tick));
            world.suspend(true);
            world.until(Duration.ofSeconds(30), () -> world.status().phase() == RunPhase.SUSPENDED);
            world.runners.stream().filter(each -> each.index == 0).forEach(each -> assertThat(each.errand.teardowns)
                    .as("tick %d: %s", at, world)
                    .isEqualTo(each.errand.setups));
        }
    }
}
