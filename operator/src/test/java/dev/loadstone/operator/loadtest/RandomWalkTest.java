package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.loadtest.FakeRunner.Mishap;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to operator, runners and spec, in whatever order: every run ends, in time, once, and none passes on half its data. */
class RandomWalkTest {
    private static final int WALKS = 60;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyWalkEnds(int block) {
        for (int walk = 0; walk < WALKS; walk++) {
            walk(1000L * block + walk);
        }
    }

    private static void walk(long seed) {
        var random = new Random(seed);
        var world = new World(yaml(random), seed);
        world.downtime = Duration.ofMillis(random.nextInt(4000));
        int happenings = random.nextInt(6);
        for (int each = 0; each < happenings; each++) {
            world.pass(Duration.ofMillis(100L * random.nextInt(80)));
            happen(world, random);
        }
        world.turn = Turn.NOW;
        if (world.test.getSpec().suspend()) {
            world.suspend(false);
        }
        world.until(
                Duration.ofMinutes(15),
                () -> world.status() != null && world.status().phase() == RunPhase.FINISHED && isSettled(world));

        world.pass(Duration.ofSeconds(10));
        world.assertReportsAreThere();
        assertThat(world.runners).as("seed %d: %s", seed, world).allMatch(runner -> runner.starts <= 1);
        assertThat(world.runners)
                .as("seed %d: an errand twice, or a teardown without a setup: %s", seed, world)
                .allMatch(runner -> runner.errand.setups <= 1 && runner.errand.teardowns <= runner.errand.setups);
        if (world.status().verdict() == Outcome.PASSED) {
            long whole = world.runners.stream().filter(FakeRunner::measuredAll).count();
            int judged = world.status().runners().desired() - leftOut(world);
            assertThat(judged).as("seed %d: passed on nothing: %s", seed, world).isPositive();
            assertThat(whole)
                    .as("seed %d: passed on half its data: %s", seed, world)
                    .isGreaterThanOrEqualTo(judged);
            assertThat(world.status().results().completed())
                    .as("seed %d: %s", seed, world)
                    .isEqualTo(30L * judged);
        }
    }

    private static String yaml(Random random) {
        int runners = random.nextInt(1, 4);
        String yaml = random.nextBoolean() ? LifecycleTest.yaml(runners, "10s") : ErrandsTest.yaml(runners, "10s");
        String parted = runners > 1 && random.nextBoolean() ? PartsOfRunsTest.inTwoParts(yaml) : yaml;
        return parted.replace("runners: {", "runners: {onLoss: " + (random.nextBoolean() ? "Fail, " : "Continue, "))
                .replace(
                        "runPolicy: {",
                        "runPolicy: {onChange: " + (random.nextBoolean() ? "Restart, " : "Ignore, ")
                                + (random.nextInt(4) == 0 ? "activeDeadline: 12s, " : "")
                                + (random.nextInt(4) == 0 ? "ttlAfterFinished: 5s, " : "")
                                + "historyLimit: " + random.nextInt(4) + ", ");
    }

    /** Runners without which the run was judged, and which the message names. */
    private static int leftOut(World world) {
        Matcher lost = Pattern.compile("([0-9]+) of [0-9]+ runners w(as|ere) lost")
                .matcher(world.status().message());
        return lost.find() ? Integer.parseInt(lost.group(1)) : 0;
    }

    private static boolean isSettled(World world) {
        return Trigger.of(world.test).isEmpty();
    }

    private static void happen(World world, Random random) {
        switch (random.nextInt(9)) {
            case 0 -> world.dieBefore = world.deeds + random.nextInt(8);
            case 1 -> world.killOperator();
            case 2 -> world.suspend(!world.test.getSpec().suspend());
            case 3 -> world.requestRun("at " + random.nextInt(1000));
            case 4 -> world.edit(spec -> spec);
            case 5 -> world.deleteJob();
            case 6 -> world.turn = world.turn instanceof Turn.Now ? new Turn.Later(1, 1, 1, null) : Turn.NOW;
            default -> {
                if (!world.runners.isEmpty()) {
                    Mishap[] mishaps = Mishap.values();
                    world.runners.get(random.nextInt(world.runners.size())).mishap =
                            mishaps[random.nextInt(mishaps.length)];
                }
            }
        }
    }
}
