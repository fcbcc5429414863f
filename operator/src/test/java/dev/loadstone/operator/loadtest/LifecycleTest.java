package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    static String yaml(int runners, String duration) {
        return """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTest
                metadata: {name: catalogue}
                spec:
                  target: {url: "http://shop:8080"}
                  scenarios: [{name: browse, steps: [{http: {path: /}}]}]
                  load: {phases: [{name: steady, duration: %s, open: {rate: 9}}]}
                  thresholds: [{stat: p95, max: 300ms}]
                  runners: {count: %d}
                  runPolicy: {startDeadline: 30s, gracefulStop: 2s}
                """.formatted(duration, runners);
    }

    private static World world(int runners) {
        return new World(yaml(runners, "20s"), 1);
    }

    private static LoadTestSpec withRunners(LoadTestSpec spec, int count) {
        return spec.withRunners(RunnersSpec.of(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void aCalmRunPassesWithFewWrites(int runners) {
        var world = world(runners);
        world.untilFinished(LONG);

        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.phases)
                .containsExactly(
                        RunPhase.PLANNING, RunPhase.SCHEDULING, RunPhase.ARMING, RunPhase.RUNNING, RunPhase.FINISHED);
        assertThat(world.status().results().completed()).isEqualTo(60L * runners);
        assertThat(world.writes).as("%s", world).isLessThanOrEqualTo(16);
        assertThat(world.events)
                .anyMatch(each -> each.contains("20 s, up to 9 requests/s, because the test was created"))
                .hasSize(2);

        int writes = world.writes;
        world.pass(Duration.ofMinutes(20));
        assertThat(world.writes).as("a finished test is left alone").isEqualTo(writes);
        assertThat(world.runners).allMatch(runner -> runner.released && runner.starts == 1);
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
            assertThat(world.status().run().number()).isEqualTo(1);
            assertThat(world.created.values())
                    .as("made twice: %s", world.created)
                    .containsOnly(1);
            assertThat(world.runners).hasSize(2).allMatch(runner -> runner.starts == 1 && runner.released);
        }
    }

    @Test
    void anOperatorThatIsAwayForTheWholeRunStillJudgesIt() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(1));
        world.downtime = Duration.ofMinutes(5);
        world.killOperator();
        world.untilFinished(Duration.ofMinutes(6));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().results().completed()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE_MISSING, ImagePullFailed, no such image",
        "UNSCHEDULABLE, Unschedulable, Insufficient cpu",
    })
    void whatMayMendItselfIsToldAtOnceAndEndsTheRunAtTheDeadline(Mishap mishap, String reason, String words) {
        var world = world(3);
        world.fate = runner -> runner.mishap = runner.index == 1 ? mishap : Mishap.NONE;
        world.until(
                Duration.ofSeconds(3),
                () -> world.status() != null && reason.equals(world.status().reason()));
        assertThat(world.status().message()).contains(words);
        assertThat(world.status().verdict()).isNull();
        assertThat(world.status().conditions())
                .anyMatch(each ->
                        each.getType().equals("Stalled") && each.getStatus().equals("True"));

        world.untilFinished(Duration.ofSeconds(32));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo(reason);
        assertThat(world.status().message()).contains(words).contains("2 of 3 runners were ready within 30s");
        assertThat(world.objects.values()).as("the runners are gone").noneMatch(Job.class::isInstance);
        assertThat(world.events).filteredOn(each -> each.contains(reason)).hasSize(1);
    }

    @Test
    void whatMendsItselfIsForgotten() {
        var world = world(1);
        world.fate = runner -> runner.mishap = Mishap.UNSCHEDULABLE;
        world.until(
                Duration.ofSeconds(3),
                () -> world.status() != null
                        && "Unschedulable".equals(world.status().reason()));
        world.runners.getFirst().mishap = Mishap.NONE;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
    }

    @Test
    void refusedPodsAreTold() {
        var world = world(2);
        world.refusal = "exceeded quota: two-pods";
        world.until(
                Duration.ofSeconds(3),
                () -> world.status() != null
                        && "PodRefused".equals(world.status().reason()));
        assertThat(world.status().message()).contains("exceeded quota: two-pods");
    }

    @Test
    void aRunnerThatIsNeverReadyEndsTheRunAtTheDeadline() {
        var world = world(2);
        world.fate = runner -> runner.mishap = runner.index == 1 ? Mishap.NEVER_ARMED : Mishap.NONE;
        world.untilFinished(Duration.ofSeconds(32));
        assertThat(world.status().reason()).isEqualTo("StartDeadlineExceeded");
        assertThat(world.status().message())
                .contains(
                        "1 of 2 runners were ready within 30s: the pods of the rest run, but the operator has not heard of them");
    }

    @Test
    void aRunnerThatEndsBeforeTheStartEndsTheRunAtOnce() {
        var world = world(2);
        world.fate = runner -> runner.mishap = runner.index == 1 ? Mishap.CRASHED : Mishap.NONE;
        world.untilFinished(Duration.ofSeconds(2));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("RunnerCrashed");
        assertThat(world.status().message()).contains("runner 1 ended with exit code 1: no plan at line 1");
        assertThat(world.status().reportRef()).isNull();
    }

    @Test
    void aRunnerWhosePodIsGoneBeforeTheStartEndsTheRunAtOnceThoughNobodySawItGo() {
        var world = world(2);
        world.fate = runner -> runner.mishap = runner.index == 1 ? Mishap.VANISHED : Mishap.NONE;
        world.untilFinished(Duration.ofSeconds(2));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("RunnerCrashed");
        assertThat(world.status().message()).contains("before the start, runner 1 is gone with its pod");
    }

    @ParameterizedTest
    @CsvSource({
        "OOM_KILLED, Inconclusive, RunnerOOMKilled, runner 1 was killed by its memory limit of 512Mi at second",
        "EVICTED, Inconclusive, RunnerEvicted, runner 1 was evicted: Eviction API: evicting at second",
        "CRASHED, Inconclusive, RunnerLost, runner 1 ended with exit code 1",
        "VANISHED, Inconclusive, RunnerLost, runner 1 is gone with its pod at second",
        "HEAP_FULL, Inconclusive, RunnerOOMKilled, runner 1 ran out of memory under its limit of 512Mi at second",
        "KILLED, Inconclusive, RunnerLost, runner 1 was killed by signal 9 at second",
        "NODE_LOST, Inconclusive, RunnerLost, 'runner 1 is gone with its node, node-b at second'",
        "BROKEN, Error, RunnerBroken, runner 1: the plan is of version 9",
    })
    void aRunnerLostInMidRunStopsTheOthersAndKeepsWhatTheyMeasured(
            Mishap mishap, String verdict, String reason, String words) {
        var world = world(3);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(8));
        world.runners.get(1).mishap = mishap;
        world.untilFinished(Duration.ofSeconds(20));

        assertThat(world.status().verdict().name()).as("%s", world).isEqualToIgnoringCase(verdict);
        assertThat(world.status().reason()).isEqualTo(reason);
        assertThat(world.status().message()).contains(words);
        assertThat(world.status().results().completed()).isBetween(3L * 6 * 2, 3L * 20 * 3);
        assertThat(world.status().reportRef()).isNotNull();
        assertThat(world.created.values()).containsOnly(1);
        assertThat(world.runners).allMatch(runner -> runner.starts == 1);
    }

    @Test
    void aSilentRunnerIsWaitedForUntilTheDeadlineOfTheRun() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.runners.get(1).mishap = Mishap.SILENT;
        world.pass(Duration.ofSeconds(20));
        assertThat(world.status().phase()).isEqualTo(RunPhase.FINISHING);
        world.untilFinished(Duration.ofSeconds(61));
        assertThat(world.status().verdict()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunDeadlineExceeded");
        assertThat(world.status().message()).contains("1 of 2 runners sent a final report");
        assertThat(world.objects.values()).as("no load goes on").noneMatch(Job.class::isInstance);
    }

    @Test
    void aSilentRunnerThatComesBackHasLostNothing() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.runners.get(1).mishap = Mishap.SILENT;
        world.pass(Duration.ofSeconds(25));
        world.runners.get(1).mishap = Mishap.NONE;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().results().completed()).isEqualTo(120);
    }

    @Test
    void runnersThatWereCutOffAtTheStartAreToldNoOther() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        Long named = world.status().run().startMicros();
        world.runners.forEach(each -> each.mishap = Mishap.SILENT);
        world.pass(Duration.ofSeconds(6));
        assertThat(world.runners).as("nobody heard of the start").noneMatch(each -> each.starts > 0);
        world.runners.forEach(each -> each.mishap = Mishap.NONE);
        // Both are heard, still armed, and have just been told of it.
        world.edit(spec -> spec);
        world.untilFinished(LONG);
        assertThat(world.status().run().startMicros()).as("%s", world).isEqualTo(named);
    }

    @Test
    void aRunWhosePlanIsGoneWithItsSpecEnds() {
        var world = world(3);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.objects.keySet().removeIf(name -> name.endsWith("-plan"));
        world.killOperator();
        world.edit(spec -> withRunners(spec, 1));
        world.until(LONG, () -> world.status().run().number() == 2);
        assertThat(world.status().history().getFirst().verdict()).isEqualTo(Outcome.ABORTED);
        assertThat(world.status().history().getFirst().reason()).isEqualTo("SpecChanged");
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.jobs()).as("the runners of the first run are gone").hasSize(1);
    }

    @Test
    void aLastWordOfHalfTheRunIsNoResult() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(8));
        world.runners.forEach(runner -> runner.terminate(world.clock.instant()));
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunnerLost");
    }

    @Test
    void aRunThatWasCutShortByASecondIsNoResult() {
        var world = new World(yaml(1, "8s"), 1);
        world.until(LONG, () -> world.runners.stream().anyMatch(runner -> runner.starts == 1));
        world.pass(Duration.ofSeconds(7));
        world.runners.forEach(runner -> runner.terminate(world.clock.instant()));
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunnerLost");
        assertThat(world.status().runners().lost()).isEqualTo(1);
    }

    @Test
    void aRunnerWhosePodIsDeletedHasALastWord() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.runners.get(1).mishap = Mishap.DELETED;
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().reason()).isEqualTo("RunnerLost");
        assertThat(world.status().message()).contains("the pod of runner 1 was deleted at second");
        assertThat(world.status().runners().reported()).isEqualTo(2);
    }

    @Test
    void aRunnerThatIsHeardIsNotLostWithItsNode() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.runners.get(1).mishap = Mishap.NODE_UNHEARD;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aJobDeletedInMidRunIsNeverMadeAgain() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.deleteJob();
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().reason()).isEqualTo("RunnerLost");
        assertThat(world.runners).as("no second Job").hasSize(2);
    }

    @Test
    void aJobDeletedBeforeTheStartIsMadeAgain() {
        var world = world(2);
        world.untilPhase(RunPhase.SCHEDULING);
        world.deleteJob();
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aJobDeletedWhenARunnerHasReportedEndsTheRunAtOnce() {
        var world = world(2);
        world.fate = runner -> runner.mishap = runner.index == 1 ? Mishap.NEVER_ARMED : Mishap.NONE;
        world.until(
                Duration.ofSeconds(20),
                () -> world.status() != null
                        && world.status().runners() != null
                        && world.status().runners().ready() == 1);
        world.deleteJob();
        world.untilFinished(Duration.ofSeconds(3));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("RunnerLost");
        assertThat(world.runners).as("no second Job").hasSize(2);
    }

    @Test
    void aLastWordOfAThirdOfAShortRunIsNoResult() {
        var world = new World(yaml(1, "3s"), 1);
        world.until(LONG, () -> world.runners.stream().anyMatch(runner -> runner.starts == 1));
        world.pass(Duration.ofSeconds(1));
        world.runners.forEach(runner -> runner.terminate(world.clock.instant()));
        world.untilFinished(Duration.ofSeconds(20));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aThresholdWithAbortEndsTheRunWithinSeconds() {
        var world = new World(yaml(2, "60s").replace("p95, max: 300ms", "p95, max: 1ms, abort: true"), 1);
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.FAILED);
        assertThat(world.status().reason()).isEqualTo("AbortedByThreshold");
        assertThat(world.status().results().completed()).isLessThan(2L * 3 * 20);
    }

    @Test
    void aChangedSpecStopsTheRunAndStartsTheNext() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.edit(spec -> withRunners(spec, 3));
        world.until(Duration.ofSeconds(3), () -> world.status().run().number() == 2);
        assertThat(world.status().history())
                .extracting(HistoryEntry::number, HistoryEntry::verdict, HistoryEntry::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, Outcome.ABORTED, "SpecChanged"));
        assertThat(world.status().run().trigger()).isEqualTo("SpecChanged");
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertThat(world.status().results().completed()).isEqualTo(180);
    }

    @Test
    void aRequestedRunStopsTheRunAndStartsTheNextOnce() {
        var world = world(1);
        world.untilPhase(RunPhase.RUNNING);
        world.requestRun("noon");
        world.until(Duration.ofSeconds(3), () -> world.status().run().number() == 2);
        assertThat(world.status().history().getFirst().reason()).isEqualTo("RunRequested");
        world.untilFinished(LONG);
        world.pass(Duration.ofMinutes(6));
        assertThat(world.status().run().number()).isEqualTo(2);
        assertThat(world.status().run().trigger()).isEqualTo("RunAt");
    }

    @Test
    void labelsAndNoOpAppliesStartNothing() {
        var world = world(1);
        world.untilFinished(LONG);
        world.edit(spec -> spec);
        world.test.getMetadata().setLabels(java.util.Map.of("team", "shop"));
        world.pass(Duration.ofMinutes(6));
        assertThat(world.status().run().number()).isEqualTo(1);
        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void suspendingAFinishedTestChangesNothingOfItsResult() {
        var world = world(1);
        world.untilFinished(LONG);
        world.suspend(true);
        world.pass(Duration.ofSeconds(10));
        assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
        world.suspend(false);
        world.pass(Duration.ofSeconds(10));
        assertThat(world.status().run().number()).isEqualTo(1);
        assertThat(world.status().phase()).isEqualTo(RunPhase.FINISHED);
        assertThat(world.status().observedGeneration()).isEqualTo(3);
    }

    @Test
    void aTestCreatedSuspendedPlansNothingUntilItIsResumed() {
        var world = world(1);
        world.suspend(true);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.status().phase()).isEqualTo(RunPhase.SUSPENDED);
        assertThat(world.objects).isEmpty();
        assertThat(world.writes).isEqualTo(1);
        world.suspend(false);
        world.untilFinished(LONG);
        assertThat(world.status().run().trigger()).isEqualTo("Resumed");
    }

    @Test
    void suspendDrainsTheRunAndResumeStartsAnother() {
        var world = world(2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.suspend(true);
        world.until(Duration.ofSeconds(3), () -> world.status().phase() == RunPhase.SUSPENDED);
        assertThat(world.status().verdict()).isEqualTo(Outcome.ABORTED);
        assertThat(world.status().reason()).isEqualTo("Suspended");
        assertThat(world.status().results().completed()).isBetween(18L, 60L);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.runners).allMatch(runner -> runner.released);
        world.suspend(false);
        world.untilFinished(LONG);
        assertThat(world.status().run().number()).isEqualTo(2);
        assertThat(world.status().run().trigger()).isEqualTo("Resumed");
        assertThat(world.status().history()).extracting(HistoryEntry::verdict).containsExactly(Outcome.ABORTED);
    }

    @Test
    void aSpecThatCannotBePlannedIsRefusedInItsOwnWords() {
        var world = new World(yaml(1, "20s").replace("path: /", "path: \"/$(vars.none)\""), 1);
        world.untilFinished(Duration.ofSeconds(1));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("InvalidSpec");
        assertThat(world.status().message())
                .contains("spec.scenarios[0].steps[0].http.path")
                .contains("none");
        assertThat(world.objects).isEmpty();
        world.pass(Duration.ofMinutes(6));
        assertThat(world.status().run().number()).isEqualTo(1);
    }

    @Test
    void plansAndReportsOfForgottenRunsAreDeleted() {
        var world = new World(yaml(1, "1s"), 1);
        for (int run = 1; run <= 13; run++) {
            int number = run;
            world.requestRun("run " + run);
            world.until(
                    LONG,
                    () -> world.status() != null
                            && world.status().phase() == RunPhase.FINISHED
                            && world.status().run().number() == number);
        }
        assertThat(world.objects.values())
                .filteredOn(ConfigMap.class::isInstance)
                .hasSize(2 * 11);
        assertThat(world.status().history()).hasSize(10);
    }

    @Test
    void theNumberOfRunnersFollowsFromTheLoadAndIsExplained() {
        var world = new World(
                yaml(1, "20s").replace("{count: 1}", "{auto: {max: 3}}").replace("rate: 9", "rate: 50000"), 1);
        world.untilPhase(RunPhase.RUNNING);
        String sizing = world.status().runners().sizing();
        assertThat(sizing).startsWith("2 runners for some 50,000 requests/s").contains("assumed");
        assertThat(world.events.getFirst()).contains("2 runners").contains(sizing);
        assertThat(world.runners).hasSize(2);
        world.untilFinished(LONG);
        assertThat(world.status().runners().sizing()).isEqualTo(sizing);
    }

    @Test
    void aKilledOperatorMakesTheRunnersThatWereMeant() {
        String yaml = yaml(1, "20s").replace("{count: 1}", "{auto: {max: 3}}").replace("rate: 9", "rate: 50000");
        for (int deed = 1; deed < 6; deed++) {
            var world = new World(yaml, 1);
            world.dieBefore = deed;
            world.untilFinished(LONG);
            assertThat(world.runners)
                    .as("killed before deed %d: %s", deed, world)
                    .hasSize(2);
            assertThat(world.status().runners().sizing()).startsWith("2 runners for some");
        }
    }

    @Test
    void aGivenSeedIsTheRunsOwn() {
        var world = new World(yaml(1, "20s") + "  seed: 4711\n", 1);
        world.untilFinished(LONG);
        assertThat(world.status().run().seed()).isEqualTo(4711);
    }

    @Test
    void filesThatCannotBeMountedAreTold() {
        var world = world(1);
        world.fate = runner -> runner.mishap = Mishap.NEVER_ARMED;
        world.unmounted = "MountVolume.SetUp failed for volume \"file-0\" : configmap \"feeds\" not found";
        world.untilFinished(Duration.ofSeconds(32));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("ConfigMissing");
        assertThat(world.status().message()).contains("configmap \"feeds\" not found");
    }
}
