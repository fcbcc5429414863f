package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a run whose spec, or whose whole test, becomes another in each of its stages. */
class ChangedSpecTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String YAML = ErrandsTest.yaml(2, "20s");

    private static String ignoring(String yaml) {
        return yaml.replace("runPolicy: {", "runPolicy: {onChange: Ignore, ");
    }

    private static LoadTestSpec spec(String yaml) {
        return Serialization.unmarshal(yaml, LoadTest.class).getSpec();
    }

    /** A world whose run is in this stage, as its reason or its phase says it. */
    private static World in(String stage, String yaml) {
        var world = new World(yaml, 1);
        if (stage.equals("Planning")) {
            world.refuses = Job.class::isInstance;
        }
        if (stage.equals("Finishing")) {
            world.untilPhase(RunPhase.RUNNING);
            world.runners.get(1).mishap = FakeRunner.Mishap.SILENT;
        }
        world.until(
                LONG,
                () -> world.status() != null
                        && (stage.equals(world.status().reason())
                                || stage.equalsIgnoreCase(world.status().phase().name())));
        world.refuses = object -> false;
        return world;
    }

    private static void assertNothingTwice(World world) {
        assertThat(world.created.values()).as("%s", world).containsOnly(1);
        assertThat(world.runners)
                .as("%s", world)
                .allMatch(each -> each.starts <= 1 && each.errand.setups <= 1 && each.errand.teardowns <= 1);
    }

    @ParameterizedTest
    @CsvSource({
        "Planning, ABORTED",
        "Scheduling, ABORTED",
        "Arming, ABORTED",
        "SettingUp, ABORTED",
        "Running, ABORTED",
        "Finishing, ABORTED",
        "TearingDown, PASSED",
    })
    void itEndsTheRunAndStartsTheNextOfIt(String stage, Outcome verdict) {
        World world = in(stage, YAML);
        world.edit(spec -> spec(ErrandsTest.yaml(3, "20s")));
        world.until(Duration.ofSeconds(20), () -> world.status().run().number() == 2);
        HistoryEntry first = world.status().history().getFirst();
        assertThat(first.verdict()).as("%s", world).isEqualTo(verdict);
        assertThat(first.reason()).isEqualTo(verdict == Outcome.ABORTED ? "SpecChanged" : "AllThresholdsHeld");
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().run().trigger()).isEqualTo("SpecChanged");
        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertThat(world.status().results().completed()).isEqualTo(180);
        assertThat(world.status().history()).hasSize(1);
        assertNothingTwice(world);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Scheduling", "Arming", "SettingUp", "Running", "Finishing", "TearingDown"})
    void ignoredItWaitsForTheEndOfTheRun(String stage) {
        World world = in(stage, ignoring(YAML));
        world.edit(spec -> spec(ignoring(ErrandsTest.yaml(3, "20s"))));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.status().run().number()).as("%s", world).isEqualTo(1);
        assertThat(world.status().run().stopReason()).isNull();
        assertThat(world.status().observedGeneration())
                .as("the newer spec is not run yet")
                .isEqualTo(1);
        world.runners.forEach(each -> each.mishap = FakeRunner.Mishap.NONE);
        world.until(LONG, () -> world.status().run().number() == 2);
        assertThat(world.status().history().getFirst().verdict())
                .as("%s", world)
                .isEqualTo(Outcome.PASSED);
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).isEqualTo(Outcome.PASSED);
        assertThat(world.status().results().completed()).isEqualTo(180);
        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertNothingTwice(world);
    }

    @Test
    void aRunOfWhichNothingIsMadeDoesNotOutliveItsSpec() {
        World world = in("Planning", ignoring(YAML));
        world.edit(spec -> spec(ignoring(ErrandsTest.yaml(3, "20s"))));
        world.until(Duration.ofSeconds(5), () -> world.status().run().number() == 2);
        assertThat(world.status().history().getFirst().reason()).isEqualTo("SpecChanged");
        world.untilFinished(LONG);
        assertThat(world.runners).as("none of the old spec").hasSize(3);
    }

    @Test
    void whatTheRunIgnoresIsForgottenWhenItIsTakenBack() {
        World world = in("Running", ignoring(YAML));
        world.edit(spec -> spec(ignoring(ErrandsTest.yaml(3, "20s"))));
        world.pass(Duration.ofSeconds(2));
        world.edit(spec -> spec(ignoring(YAML)));
        world.untilFinished(LONG);
        world.pass(Duration.ofMinutes(6));
        assertThat(world.status().run().number()).as("%s", world).isEqualTo(1);
        assertThat(world.status().observedGeneration()).isEqualTo(3);
    }

    @Test
    void aRunThatIsAskedForDoesNotWait() {
        World world = in("Running", ignoring(YAML));
        world.requestRun("noon");
        world.until(Duration.ofSeconds(10), () -> world.status().run().number() == 2);
        assertThat(world.status().history().getFirst().reason()).isEqualTo("RunRequested");
    }

    @Test
    void anInvalidSpecIsRefusedWhenItsTurnHasCome() {
        for (String stage : List.of("Planning", "Arming", "Running")) {
            World world = in(stage, YAML);
            world.edit(spec -> spec(YAML.replace("{path: /}", "{path: \"/$(vars.none)\"}")));
            world.until(LONG, () -> "InvalidSpec".equals(world.status().reason()));
            assertThat(world.status().observedGeneration()).isEqualTo(2);
            assertThat(world.status().run().number()).as("%s", world).isEqualTo(2);
            assertThat(world.runners).as("none of the new spec: %s", world).hasSizeLessThanOrEqualTo(2);
            int writes = world.writes;
            world.pass(Duration.ofMinutes(6));
            assertThat(world.writes).isEqualTo(writes);
        }
    }

    /** How runs are kept and bounded is no other test. */
    @Test
    void aChangedPolicyOfRunsStartsNothing() {
        var world = new World(YAML, 1);
        world.untilFinished(LONG);
        for (String policy :
                List.of("activeDeadline: 1h", "onChange: Ignore", "historyLimit: 3", "ttlAfterFinished: 9h")) {
            world.edit(spec -> spec(YAML.replace("runPolicy: {", "runPolicy: {" + policy + ", ")));
            world.pass(Duration.ofSeconds(10));
            assertThat(world.status().run().number()).as("%s", policy).isEqualTo(1);
        }
        world.edit(spec -> spec(YAML.replace("runners: {", "runners: {onLoss: Fail, onSaturation: Inconclusive, ")));
        world.pass(Duration.ofSeconds(10));
        assertThat(world.status().run().number()).as("what is said by default").isEqualTo(1);
        world.edit(spec -> spec(YAML.replace("runners: {", "runners: {onLoss: Continue, ")));
        world.until(Duration.ofSeconds(10), () -> world.status().run().number() == 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Planning",
                "Scheduling",
                "Arming",
                "SettingUp",
                "Running",
                "Finishing",
                "TearingDown",
                "Finished"
            })
    void aTestThatTakesADeletedOnesNameIsRunAsItsOwn(String stage) {
        World world = in(stage, YAML);
        int before = world.runners.size();
        world.recreate();
        world.pass(Duration.ofSeconds(3));
        world.collectGarbage();
        world.untilFinished(LONG);
        assertThat(world.status().verdict()).as("%s", world).isEqualTo(Outcome.PASSED);
        assertThat(world.status().run().number()).isEqualTo(1);
        assertThat(world.status().run().trigger()).isEqualTo("Created");
        assertThat(world.status().history()).isEmpty();
        assertThat(world.status().results().completed()).isEqualTo(120);
        assertThat(world.runners).hasSize(before + 2);
        assertNothingTwice(world);
    }
}
