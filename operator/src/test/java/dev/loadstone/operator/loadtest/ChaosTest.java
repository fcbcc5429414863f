package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong, in whatever order: no load starts twice, no run hangs, no number is wrong, and nothing is left behind. Told
 * by {@code -Dchaos.seed=7} it looks at one world alone, by {@code -Dchaos.minutes=30 -Dchaos.worlds=200} at more of longer faults.
 */
class ChaosTest {
    @Test
    void worldsOfFaultsComeToRest() {
        Duration faulty = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 1));
        Long only = Long.getLong("chaos.seed");
        long first = only == null ? Long.getLong("chaos.first", 0) : only;
        long worlds = only == null ? Integer.getInteger("chaos.worlds", 30) : 1;
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = first; seed < first + worlds; seed++) {
            var world = new ChaosWorld(seed);
            try {
                world.live(faulty);
            } catch (RuntimeException e) {
                throw new AssertionError(e + world.toString(), e);
            }
            world.rules.reasons.forEach((reason, count) -> seen.merge(reason, count, Integer::sum));
            if (only != null) {
                System.out.println(world.time.lastEvents());
            }
        }
        System.out.println(seen);
        assertThat(seen).as("ends of runs").containsKeys("AllThresholdsHeld", "ThresholdsFailed");
    }
}
