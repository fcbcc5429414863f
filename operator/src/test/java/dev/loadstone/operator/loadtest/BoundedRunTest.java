package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs that are over before their time: by their deadline, by themselves, or by what the cluster refuses. */
class BoundedRunTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    private static World bounded(String yaml, String deadline) {
        return new World(yaml.replace("runPolicy: {", "runPolicy: {activeDeadline: " + deadline + ", "), 1);
    }

    private static String yaml() {
        return LifecycleTest.yaml(2, "60s");
    }

    @Test
    void theLoadIsStoppedAndWhatWasMeasuredIsKept() {
        World world = bounded(yaml(), "20s");
        world.untilFinished(Duration.ofSeconds(23));
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(world.status().reason()).isEqualTo("RunDeadlineExceeded");
        assertThat(world.status().message())
                .contains("was not over within its activeDeadline of 20s: it was stopped at second 1")
                .contains(" of 60");
        assertThat(world.status().results().completed()).isBetween(2L * 3 * 14, 2L * 3 * 20);
        assertThat(world.status().reportRef()).isNotNull();
        assertThat(world.status().progress().percent()).as("how far it came").isBetween(20, 40);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.status().run().number()).isEqualTo(1);
    }

    @Test
    void aRunThatIsInTimeIsLeftAlone() {
        World world = bounded(yaml(), "64s");
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aKilledOperatorEndsItAtEveryPoint() {
        World calm = bounded(yaml(), "10s");
        calm.untilFinished(LONG);
        for (int deed = 0; deed < calm.deeds; deed++) {
            World world = bounded(yaml(), "10s");
            world.dieBefore = deed;
            world.untilFinished(Duration.ofSeconds(40));
            assertThat(world.status().reason())
                    .as("killed before deed %d: %s", deed, world)
                    .isEqualTo("RunDeadlineExceeded");
            assertThat(world.runners).allMatch(each -> each.starts <= 1);
        }
    }

    @Test
    void runnersThatAreNotReadyInTimeEndTheRunToo() {
        World world = bounded(yaml(), "15s");
        world.fate = runner -> runner.mishap = runner.index == 1 ? Mishap.NEVER_ARMED : Mishap.NONE;
        world.untilFinished(Duration.ofSeconds(17));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("RunDeadlineExceeded");
        assertThat(world.status().message()).contains("1 of 2 runners were ready within the activeDeadline of 15s");
    }

    @Test
    void whatWasSetUpIsTornDownPastIt() {
        World world = bounded(ErrandsTest.yaml(2, "60s"), "20s");
        world.untilFinished(LONG);
        assertThat(world.status().reason()).as("%s", world).isEqualTo("RunDeadlineExceeded");
        assertThat(world.runners.getFirst().errand.teardowns).isEqualTo(1);
    }

    @Test
    void aDeadlineThatIsSetInMidRunCounts() {
        World world = new World(yaml(), 1);
        world.untilPhase(RunPhase.RUNNING);
        world.pass(Duration.ofSeconds(20));
        world.edit(spec -> bounded(yaml(), "10s").test.getSpec());
        world.untilFinished(Duration.ofSeconds(3));
        assertThat(world.status().reason()).as("%s", world).isEqualTo("RunDeadlineExceeded");
    }

    @Test
    void aRefusedJobIsToldAtOnceAndMadeWhenItMayBe() {
        var world = new World(LifecycleTest.yaml(2, "20s"), 1);
        world.refuses = Job.class::isInstance;
        world.until(
                Duration.ofSeconds(2),
                () -> world.status() != null
                        && "PodRefused".equals(world.status().reason()));
        assertThat(world.status().message()).contains("exceeded quota: none of these");
        assertThat(world.status().conditions())
                .anyMatch(each ->
                        each.getType().equals("Stalled") && each.getStatus().equals("True"));
        int writes = world.writes;
        world.pass(Duration.ofSeconds(10));
        assertThat(world.writes).as("told once").isEqualTo(writes);
        world.refuses = object -> false;
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aJobThatIsRefusedToTheDeadlineEndsTheRunInItsWords() {
        var world = new World(LifecycleTest.yaml(2, "20s"), 1);
        world.refuses = Job.class::isInstance;
        world.untilFinished(Duration.ofSeconds(32));
        assertThat(world.status().verdict()).isEqualTo(Outcome.ERROR);
        assertThat(world.status().reason()).isEqualTo("PodRefused");
        assertThat(world.status().message()).contains("exceeded quota");
    }

    @Test
    void aRefusedReportIsNotReferredTo() {
        var world = new World(LifecycleTest.yaml(2, "20s"), 1);
        world.refuses = object ->
                object instanceof ConfigMap && object.getMetadata().getName().endsWith("-report");
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().reportRef()).isNull();
        assertThat(world.status().message())
                .contains("Warning: the whole report is not kept, the cluster refuses it: exceeded quota");
        world.pass(Duration.ofSeconds(5));
        assertThat(world.runners).allMatch(each -> each.released);
    }

    @Test
    void aRunThatEndedItselfIsWhollyDone() {
        var world = EarlyEndsTest.world(1);
        world.fate = runner -> runner.exitsAt = 3;
        world.untilFinished(LONG);
        assertThat(world.status().message()).as("%s", world).contains("Ended by");
        assertThat(world.status().progress().percent()).isEqualTo(100);
        assertThat(world.status().progress().elapsedSeconds()).isEqualTo(3);
        assertThat(world.status().summary().progress()).isEqualTo("100%");
    }
}
