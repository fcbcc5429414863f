package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.operator.schedule.Timetable;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduledStartsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Timetable HOURLY = Timetable.of("0 * * * *", ZoneOffset.UTC);

    private static World world(String schedule, String duration) {
        var world = new World(LifecycleTest.yaml(1, duration) + "  schedule: {" + schedule + "}\n", 1);
        // By the default of the schema, so that tools do not take a test for a good one that nobody has looked at.
        world.test.setStatus(Serialization.unmarshal("observedGeneration: -1", LoadTestStatus.class));
        return world;
    }

    private static World everyTenMinutes() {
        return world("cron: '*/10 * * * *'", "20s");
    }

    private static String next(World world) {
        return world.status().schedule().nextRunAt();
    }

    private static LoadTestSpec of(String yaml) {
        return Serialization.unmarshal(yaml, LoadTest.class).getSpec();
    }

    private static void untilRun(World world, int number) {
        world.until(
                HOUR,
                () -> world.status() != null
                        && world.status().run() != null
                        && world.status().run().number() == number);
    }

    @Test
    void creationStartsNothingAndLeavesNothingToWaitFor() {
        var world = everyTenMinutes();
        world.pass(Duration.ofSeconds(5));
        assertThat(world.status().phase()).isEqualTo(RunPhase.SCHEDULED);
        assertThat(world.status().message()).isEqualTo("The next run is due at " + next(world) + ".");
        assertThat(world.status().conditions().stream()
                        .collect(Collectors.toMap(Condition::getType, Condition::getStatus)))
                .containsEntry("Accepted", "True")
                .containsEntry("Ready", "True")
                .containsEntry("Passed", "Unknown")
                .containsEntry("Finished", "False")
                .containsEntry("Reconciling", "False");
        assertThat(world.writes).isEqualTo(1);
    }

    @Test
    void aRunStartsAtEachTimeAndNothingIsWrittenBetween() {
        var world = everyTenMinutes();
        world.pass(Duration.ofSeconds(1));
        for (int run = 1; run <= 3; run++) {
            Instant due = Instant.parse(next(world));
            untilRun(world, run);
            assertThat(world.clock.instant()).isBetween(due, due.plusMillis(200));
            assertThat(world.status().run().trigger()).isEqualTo("Schedule");
            assertThat(world.status().schedule().lastScheduledAt()).isEqualTo(due.toString());
            assertThat(next(world)).isEqualTo(due.plusSeconds(600).toString());
            world.untilFinished(Duration.ofMinutes(2));
            assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
            int writes = world.writes;
            world.pass(Duration.between(world.clock.instant(), due.plusSeconds(599)));
            assertThat(world.writes).as("between two runs").isEqualTo(writes);
        }
    }

    @Test
    void forAllTimesThatWereMissedOneRunIsMadeUp() {
        var world = everyTenMinutes();
        world.pass(Duration.ofSeconds(1));
        world.downtime = Duration.ofMinutes(35);
        world.killOperator();
        world.pass(Duration.ofMinutes(37));
        assertThat(world.status().run().number()).as("%s", world).isEqualTo(1);
        assertThat(Instant.parse(next(world))).isAfter(world.clock.instant());
    }

    @Test
    void beyondTheStartingDeadlineATimeIsSkippedAndSaidSo() {
        var world = world("cron: '0 * * * *', startingDeadline: 5m", "20s");
        world.pass(Duration.ofSeconds(1));
        Instant due = Instant.parse(next(world));
        world.downtime = Duration.between(world.clock.instant(), due.plusSeconds(301));
        world.killOperator();
        world.pass(world.downtime.plusMinutes(10));
        assertThat(world.runners).isEmpty();
        assertThat(next(world)).isEqualTo(due.plusSeconds(3600).toString());
        assertThat(world.events).singleElement().asString().contains("No run was started for " + due);
    }

    @Test
    void aTestThatWasCreatedWhileNobodyLookedMissesNothing() {
        var world = world("cron: '0 * * * *', startingDeadline: 5m", "20s");
        world.downtime = Duration.between(world.clock.instant(), Instant.parse("2026-03-01T11:04:00Z"));
        world.killOperator();
        world.pass(world.downtime.plusSeconds(5));
        assertThat(world.status().run().trigger()).as("%s", world).isEqualTo("Schedule");
    }

    /** Each run takes about 90 s, and one is due each minute. */
    @ParameterizedTest
    @CsvSource({"Forbid, 2, 0", "Queue, 3, 0", "Replace, 4, 3"})
    void aRunUnderWayIsLeftAloneOrWaitedForOrReplaced(String policy, int runs, int aborted) {
        var world = world("cron: '* * * * *', concurrencyPolicy: " + policy, "85s");
        world.pass(Duration.ofMinutes(4).plusSeconds(30));
        assertThat(world.status().run().number()).as("%s", world).isEqualTo(runs);
        assertThat(world.status().history())
                .filteredOn(each -> each.verdict() == Outcome.ABORTED)
                .hasSize(aborted)
                .allMatch(each -> each.reason().equals("ReplacedBySchedule"));
        assertThat(world.runners).allMatch(runner -> runner.starts <= 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void suspendedNothingStartsAndNothingIsMadeUp(boolean wholeTest) {
        var world = world("cron: '*/10 * * * *'", "20s");
        world.pass(Duration.ofSeconds(1));
        LoadTestSpec running = world.test.getSpec();
        LoadTestSpec paused = of(LifecycleTest.yaml(1, "20s") + "  schedule: {cron: '*/10 * * * *', suspend: true}\n");
        world.edit(spec -> wholeTest ? spec.suspended(true) : paused);
        world.pass(Duration.ofMinutes(25));
        assertThat(world.runners).isEmpty();
        assertThat(world.status().schedule()).isNull();
        assertThat(world.status().phase()).isEqualTo(wholeTest ? RunPhase.SUSPENDED : RunPhase.SCHEDULED);
        assertThat(world.status().message()).doesNotContain("is due at");
        assertThat(world.status().conditions())
                .as("whoever is suspended is not ready")
                .anyMatch(each ->
                        each.getType().equals("Ready") && each.getStatus().equals(wholeTest ? "False" : "True"));
        world.edit(spec -> running);
        world.pass(Duration.ofSeconds(30));
        assertThat(world.runners).isEmpty();
        assertThat(world.status().phase()).isEqualTo(RunPhase.SCHEDULED);
        untilRun(world, 1);
    }

    private static World queued(String schedule) {
        var world = world(schedule, "20s");
        world.turn = new Turn.Later(1, 1, 1, null);
        world.until(
                HOUR.plusMinutes(1),
                () -> world.status() != null && world.status().phase() == RunPhase.QUEUED);
        return world;
    }

    @Test
    void aTimeThatWaitsInTheQueueStaysDueAndIsRunOnce() {
        var world = queued("cron: '*/10 * * * *'");
        String due = next(world);
        world.pass(Duration.ofMinutes(35));
        assertThat(next(world)).isEqualTo(due);
        assertThat(world.status().schedule().lastScheduledAt())
                .as("no run has begun for it")
                .isNull();
        world.turn = Turn.NOW;
        world.untilFinished(Duration.ofMinutes(2));
        assertThat(world.status().run().number()).as("%s", world).isEqualTo(1);
        assertThat(world.status().schedule().lastScheduledAt()).isEqualTo(due);
        assertThat(Instant.parse(next(world))).isAfter(world.clock.instant());
        assertThat(world.status().run().trigger()).isEqualTo("Schedule");
    }

    @Test
    void pastItsStartingDeadlineATimeLeavesTheQueue() {
        var world = queued("cron: '0 * * * *', startingDeadline: 5m");
        Instant due = Instant.parse(next(world));
        world.pass(Duration.ofMinutes(6));
        assertThat(world.status().phase()).as("%s", world).isEqualTo(RunPhase.SCHEDULED);
        assertThat(world.status().queue()).isNull();
        assertThat(next(world)).isEqualTo(due.plusSeconds(3600).toString());
        assertThat(world.events).anyMatch(each -> each.contains("No run was started for " + due));
        world.turn = Turn.NOW;
        world.pass(Duration.ofMinutes(10));
        assertThat(world.runners).isEmpty();
        untilRun(world, 1);
        assertThat(world.clock.instant()).isAfterOrEqualTo(due.plusSeconds(3600));
    }

    @ParameterizedTest
    @CsvSource({
        "'  schedule: {cron: ''0 * * * *'', suspend: true}', SCHEDULED",
        "'  schedule: {cron: ''5 * * * *''}', SCHEDULED",
        "'  suspend: true', SUSPENDED",
    })
    void whatTheScheduleNoLongerAsksForLeavesTheQueue(String change, RunPhase phase) {
        var world = queued("cron: '0 * * * *'");
        String schedule = change.contains("cron") ? "" : "  schedule: {cron: '0 * * * *'}\n";
        world.edit(spec -> of(LifecycleTest.yaml(1, "20s") + schedule + change + "\n"));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.status().phase()).as("%s", world).isEqualTo(phase);
        assertThat(world.status().queue()).isNull();
        world.turn = Turn.NOW;
        world.pass(Duration.ofMinutes(2));
        assertThat(world.runners).isEmpty();
    }

    @Test
    void aTestThatGetsAScheduleWhileItWaitsWaitsForItsTime() {
        var world = new World(LifecycleTest.yaml(1, "20s"), 1);
        world.turn = new Turn.Later(1, 1, 1, null);
        world.untilPhase(RunPhase.QUEUED);
        world.edit(spec -> of(LifecycleTest.yaml(1, "20s") + "  schedule: {cron: '0 * * * *'}\n"));
        world.untilPhase(RunPhase.SCHEDULED);
        world.turn = Turn.NOW;
        world.pass(Duration.ofMinutes(2));
        assertThat(world.runners).isEmpty();
    }

    @Test
    void aTestWhoseScheduleIsTakenAwayWhileItWaitsIsRunAsAnyOther() {
        var world = queued("cron: '0 * * * *'");
        world.edit(spec -> of(LifecycleTest.yaml(1, "20s")));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.status().queue().trigger()).isEqualTo("Created");
        world.turn = Turn.NOW;
        world.untilFinished(Duration.ofMinutes(2));
        world.pass(Duration.ofMinutes(2));
        assertThat(world.status().run().number()).isEqualTo(1);
    }

    @Test
    void theLastReportIsThereWhenATestIsSuspendedAndResumed() {
        var world = everyTenMinutes();
        untilRun(world, 1);
        world.untilFinished(Duration.ofMinutes(2));
        untilRun(world, 2);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.suspend(true);
        world.untilPhase(RunPhase.SUSPENDED);
        world.suspend(false);
        world.untilPhase(RunPhase.SCHEDULED);
        assertThat(world.status().history()).hasSize(2).allMatch(each -> each.reportRef() != null);
        world.pass(Duration.ofMinutes(1));
        world.assertReportsAreThere();
    }

    /** Its load was over at 10:12, but nobody was there to judge it. */
    @Test
    void aRunThatIsJudgedLateWasNotUnderWayAllTheTime() {
        var world = everyTenMinutes();
        untilRun(world, 1);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(5));
        world.downtime = Duration.ofMinutes(45);
        world.killOperator();
        world.pass(Duration.ofMinutes(47));
        assertThat(world.status().run().number()).as("%s", world).isEqualTo(2);
        assertThat(world.status().run().trigger()).isEqualTo("Schedule");
    }

    @Test
    void aRunCanBeAskedForBetweenTimes() {
        var world = everyTenMinutes();
        world.pass(Duration.ofSeconds(1));
        String due = next(world);
        world.requestRun("now");
        world.untilFinished(Duration.ofMinutes(2));
        assertThat(world.status().run().trigger()).isEqualTo("RunAt");
        assertThat(next(world)).isEqualTo(due);
        untilRun(world, 2);
        assertThat(world.status().run().trigger()).isEqualTo("Schedule");
    }

    @Test
    void aChangedSpecIsRunAtTheNextTimeAndAWrongOneIsToldOfAtOnce() {
        var world = everyTenMinutes();
        untilRun(world, 1);
        world.untilFinished(Duration.ofMinutes(2));
        LoadTestSpec sound = world.test.getSpec();
        world.edit(spec -> spec.withRunners(RunnersSpec.of(2)));
        world.pass(Duration.ofMinutes(2));
        assertThat(world.status().run().number()).isEqualTo(1);
        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertThat(world.status().phase()).isEqualTo(RunPhase.SCHEDULED);
        assertThat(world.status().verdict()).as("that of another spec").isNull();
        assertThat(world.status().history()).singleElement().satisfies(each -> assertThat(each.verdict())
                .isEqualTo(Outcome.PASSED));
        world.assertReportsAreThere();

        world.edit(spec -> of(LifecycleTest.yaml(1, "20s") + "  schedule: {cron: '0 24 * * *'}\n"));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.status().reason()).isEqualTo("InvalidSpec");
        assertThat(world.status().message()).contains("spec.schedule.cron: \"0 24 * * *\" is no cron expression");
        assertThat(world.status().schedule()).isNull();
        world.pass(Duration.ofHours(1));
        assertThat(world.status().run().number()).isEqualTo(2);

        world.edit(spec -> sound);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.status().phase()).as("%s", world).isEqualTo(RunPhase.SCHEDULED);
        untilRun(world, 3);
        assertThat(world.status().run().trigger()).isEqualTo("Schedule");
    }

    @Test
    void anEditedExpressionAsksForNothingInThePast() {
        var world = world("cron: '0 2 * * *'", "20s");
        world.pass(Duration.ofSeconds(1));
        world.edit(spec -> of(LifecycleTest.yaml(1, "20s") + "  schedule: {cron: '5 * * * *'}\n"));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.runners).isEmpty();
        assertThat(next(world)).isEqualTo("2026-03-01T10:05:00Z");
    }

    @Test
    void withoutItsScheduleATestIsRunAsAnyOther() {
        var world = everyTenMinutes();
        world.pass(Duration.ofSeconds(1));
        world.edit(spec -> of(LifecycleTest.yaml(1, "20s")));
        world.untilFinished(Duration.ofMinutes(2));
        assertThat(world.status().run().trigger()).isEqualTo("Created");
        assertThat(world.status().schedule()).isNull();

        world.edit(spec -> of(LifecycleTest.yaml(1, "20s") + "  schedule: {cron: '*/10 * * * *'}\n"));
        world.pass(Duration.ofSeconds(5));
        assertThat(world.status().run().number())
                .as("a schedule alone is no other test")
                .isEqualTo(1);
        assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
        assertThat(next(world)).isNotNull();
    }

    @Test
    void aKilledOperatorStartsEachRunOnceAllTheSame() {
        var calm = everyTenMinutes();
        untilRun(calm, 1);
        calm.untilFinished(Duration.ofMinutes(2));
        calm.pass(Duration.ofSeconds(5));
        for (int deed = 0; deed < calm.deeds; deed++) {
            var world = everyTenMinutes();
            world.dieBefore = deed;
            untilRun(world, 1);
            world.untilFinished(Duration.ofMinutes(2));
            world.pass(Duration.ofMinutes(2));
            assertThat(world.status().run().number())
                    .as("killed before deed %d: %s", deed, world)
                    .isEqualTo(1);
            assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
            assertThat(next(world)).isEqualTo(next(calm));
            assertThat(world.runners).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:30:00Z, 2026-03-01T14:00:00Z",
        "2026-03-01T13:00:30Z, 2026-03-01T14:00:00Z",
        "2026-02-28T13:00:30Z, 2026-02-28T14:00:00Z",
        "2026-03-01T17:20:00Z, 2026-03-01T18:00:00Z",
    })
    void aClockThatIsSetBackRunsNoTimeTwice(String now, String next) {
        LoadTest test = Serialization.unmarshal(
                LifecycleTest.yaml(1, "20s") + "  schedule: {cron: '0 * * * *'}\n", LoadTest.class);
        test.getMetadata().setCreationTimestamp("2026-03-01T12:00:00Z");
        var before =
                new ScheduledStarts(test, test.getSpec().schedule(), HOURLY, Instant.parse("2026-03-01T13:00:00.050Z"));
        test.setStatus(Serialization.unmarshal("phase: Scheduled", LoadTestStatus.class)
                .withSchedule(before.status()));
        var after = new ScheduledStarts(test, test.getSpec().schedule(), HOURLY, Instant.parse(now));
        boolean forward = now.startsWith("2026-03-01T17");
        assertThat(after.due().isPresent())
                .as("only a clock that is set forward passes the next time")
                .isEqualTo(forward);
        assertThat(after.status().nextRunAt()).isEqualTo(next);
    }
}
