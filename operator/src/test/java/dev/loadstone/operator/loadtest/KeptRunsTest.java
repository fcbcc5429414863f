package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.workload.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of finished runs, how many of them, and for how long. */
class KeptRunsTest {
    /** As when the API server refused to delete it once: its runner is cut off, and makes load. */
    @Test
    void aJobThatIsStillActiveLongAfterTheEndOfItsRunIsDeleted() {
        var world = new World(LifecycleTest.yaml(1, "10s"), 1);
        world.untilFinished(Duration.ofMinutes(1));
        world.jobs()
                .forEach(job ->
                        job.setStatus(new JobStatusBuilder().withActive(1).build()));
        world.requestLook();
        world.pass(Duration.ofSeconds(20));
        assertThat(world.jobs()).as("runners that leave take some seconds").hasSize(1);
        world.pass(Duration.ofSeconds(20));
        assertThat(world.jobs()).isEmpty();
        assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
    }

    private static final Duration LONG = Duration.ofMinutes(3);

    private static String yaml(String policy) {
        return LifecycleTest.yaml(1, "1s").replace("runPolicy: {", "runPolicy: {" + policy + ", ");
    }

    private static LoadTestSpec spec(String policy) {
        return Serialization.unmarshal(yaml(policy), LoadTest.class).getSpec();
    }

    private static void run(World world, int runs) {
        for (int run = 1; run <= runs; run++) {
            int number = world.status() == null ? 1 : world.status().run().number() + 1;
            world.requestRun("run " + number);
            world.until(
                    LONG,
                    () -> world.status() != null
                            && world.status().phase() == RunPhase.FINISHED
                            && world.status().run().number() == number);
        }
    }

    private static long configMaps(World world) {
        return world.objects.values().stream()
                .filter(ConfigMap.class::isInstance)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 30, 50})
    void asManyRunsAreKeptAsAreWanted(int limit) {
        var world = new World(yaml("historyLimit: " + limit), 1);
        run(world, limit + 3);
        assertThat(world.status().history()).as("%s", world).hasSize(limit);
        assertThat(configMaps(world)).as("a plan and a report of each").isEqualTo(2 * (limit + 1));
        assertThat(world.status().history()).allMatch(each -> world.objects.containsKey(each.reportRef()));
        assertThat(world.objects).containsKey(world.status().reportRef());
    }

    @Test
    void aLowerLimitDeletesWhatIsTooMuchWithOneWrite() {
        var world = new World(yaml("historyLimit: 10"), 1);
        run(world, 8);
        int writes = world.writes;
        world.edit(spec -> spec("historyLimit: 2"));
        world.pass(Duration.ofMinutes(6));
        assertThat(world.status().history()).extracting(HistoryEntry::number).containsExactly(7, 6);
        assertThat(configMaps(world)).as("%s", world.objects.keySet()).isEqualTo(6);
        assertThat(world.status().run().number()).as("it starts nothing").isEqualTo(8);
        assertThat(world.writes).isEqualTo(writes + 1);
    }

    @Test
    void aKilledOperatorLeavesNothingOfForgottenRuns() {
        for (int deed = 0; deed < 7; deed++) {
            var world = new World(yaml("historyLimit: 3"), 1);
            run(world, 4);
            world.dieBefore = world.deeds + deed;
            world.edit(spec -> spec("historyLimit: 1"));
            world.pass(Duration.ofSeconds(30));
            assertThat(configMaps(world)).as("killed before deed %d", deed).isEqualTo(4);
        }
    }

    @Test
    void finishedRunsLiveAsLongAsTheyShould() {
        var world = new World(yaml("ttlAfterFinished: 10m"), 1);
        run(world, 2);
        world.pass(Duration.ofMinutes(9));
        assertThat(configMaps(world)).isEqualTo(4);
        assertThat(world.jobs()).hasSize(2);
        int writes = world.writes;

        world.killOperator();
        world.pass(Duration.ofMinutes(3));
        assertThat(world.objects).as("%s", world).isEmpty();
        assertThat(world.status().reportRef())
                .as("what is gone is not referred to")
                .isNull();
        assertThat(world.status().history()).allMatch(each -> each.reportRef() == null);
        assertThat(world.status().verdict()).as("the status stays").isNotNull();
        assertThat(world.status().results()).isNotNull();
        assertThat(world.writes).as("one for each run that is over").isLessThanOrEqualTo(writes + 2);
        int after = world.writes;
        int deeds = world.deeds;
        world.pass(Duration.ofHours(1));
        assertThat(world.writes).isEqualTo(after);
        assertThat(world.deeds - deeds).as("nothing is deleted again").isLessThanOrEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"historyLimit: 2", "historyLimit: 2, ttlAfterFinished: 10h"})
    void theJobsOfForgottenRunsGoWithThem(String policy) {
        var world = new World(yaml(policy), 1);
        run(world, 6);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.jobs().map(job -> Labels.run(job).orElseThrow().number()))
                .as("%s", world)
                .containsExactlyInAnyOrder(4, 5, 6);
    }

    @Test
    void whatIsOverGoesThoughTheTestNeverRests() {
        var world = new World(yaml("ttlAfterFinished: 30s"), 1);
        run(world, 2);
        world.turn = new Turn.Later(1, 1, 1, null);
        world.requestRun("waits");
        world.untilPhase(RunPhase.QUEUED);
        world.pass(Duration.ofMinutes(2));
        assertThat(world.jobs()).as("%s", world).isEmpty();
        world.turn = Turn.NOW;
        world.untilPhase(RunPhase.PLANNING);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.status().history()).allMatch(each -> each.reportRef() == null);
        assertThat(configMaps(world))
                .as("the new plan: %s", world.objects.keySet())
                .isEqualTo(1);
    }

    @Test
    void itIsDoneInTimeThoughNothingHappens() {
        var world = new World(yaml("ttlAfterFinished: 45s"), 1);
        run(world, 1);
        world.pass(Duration.ofSeconds(44));
        assertThat(world.objects).hasSize(3);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.objects).isEmpty();
    }

    @Test
    void aLifeThatIsShortenedLaterCountsToo() {
        var world = new World(yaml("historyLimit: 5"), 1);
        run(world, 2);
        world.pass(Duration.ofMinutes(2));
        world.edit(spec -> spec("historyLimit: 5, ttlAfterFinished: 1m"));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.objects).isEmpty();
        assertThat(world.status().run().number()).isEqualTo(2);
    }

    @Test
    void aRunThatNeverBeganLeavesNoJobEither() {
        var world = new World(yaml("ttlAfterFinished: 10s"), 1);
        world.fate = runner -> runner.mishap = FakeRunner.Mishap.CRASHED;
        world.untilFinished(LONG);
        world.pass(Duration.ofSeconds(15));
        assertThat(world.objects.values()).noneMatch(Job.class::isInstance);
        assertThat(world.status().verdict()).isNotNull();
    }
}
