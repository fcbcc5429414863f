package dev.loadstone.runner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.ThinkStep;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScenarioMixTest {
    @Test
    void tenUsersOfNineToOneAreNineAndOneWhereverTheyBegin() {
        var mix = new ScenarioMix(weights(9, 1), 1);

        for (long first = 0; first < 30; first++) {
            assertThat(counts(mix::ofUser, first, 10, 2)).containsExactly(9, 1);
        }
    }

    @Test
    void usersOfAScenarioAreSpreadAndNotInARow() {
        var mix = new ScenarioMix(weights(5, 1, 1), 1);

        assertThat(LongStream.range(0, 7).mapToInt(mix::ofUser)).containsExactly(0, 0, 1, 0, 2, 0, 0);
    }

    @Test
    void hugeWeightsKeepTheirShareAndTakeNoHugeTable() {
        var mix = new ScenarioMix(weights(Integer.MAX_VALUE, Integer.MAX_VALUE, 1), 1);

        int[] counts = counts(mix::ofUser, 0, 1_000_000, 3);

        assertThat(counts[0]).isCloseTo(500_000, within(20));
        assertThat(counts[1]).isCloseTo(500_000, within(20));
    }

    @Test
    void arrivalsHaveTheirWeightsShareInTheLongRun() {
        var mix = new ScenarioMix(weights(70, 25, 5), 3);

        int[] counts = counts(mix::ofArrival, 1_000_000, 100_000, 3);

        assertThat(counts[0]).isCloseTo(70_000, within(5 * 145));
        assertThat(counts[1]).isCloseTo(25_000, within(5 * 137));
        assertThat(counts[2]).isCloseTo(5_000, within(5 * 69));
    }

    @Test
    void everyShardsArrivalsHaveThemToo() {
        var mix = new ScenarioMix(weights(1, 1), 3);

        for (int stride : new int[] {2, 3, 8, 16}) {
            assertThat(counts(n -> mix.ofArrival(n * stride), 0, 10_000, 2)[0])
                    .as("stride %d", stride)
                    .isCloseTo(5_000, within(5 * 50));
        }
    }

    @Test
    void theSeedAndTheNumberDecideAboutAnArrival() {
        var one = new ScenarioMix(weights(1, 1), 3);
        var same = new ScenarioMix(weights(1, 1), 3);
        var other = new ScenarioMix(weights(1, 1), 4);

        int[] ofOne = LongStream.range(0, 100).mapToInt(one::ofArrival).toArray();

        assertThat(LongStream.range(0, 100).mapToInt(same::ofArrival))
                .containsExactly(Arrays.stream(ofOne).boxed().toArray(Integer[]::new));
        assertThat(LongStream.range(0, 100).mapToInt(other::ofArrival).toArray())
                .isNotEqualTo(ofOne);
    }

    @Test
    void aPhaseKeepsTheWeightsOfTheScenariosItHas() {
        var mix = new ScenarioMix(weights(5, 6, 3, 1), List.of("s3", "s1"), 3);

        assertThat(counts(mix::ofUser, 0, 70, 4)).containsExactly(0, 60, 0, 10);
        int[] arrivals = counts(mix::ofArrival, 0, 70_000, 4);
        assertThat(arrivals[0] + arrivals[2]).isZero();
        assertThat(arrivals[1]).isCloseTo(60_000, within(5 * 93));
    }

    @Test
    void aNameOfNoScenarioIsNotPassedOver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioMix(weights(1), List.of("s0", "nobody"), 1))
                .withMessageContaining("nobody");
    }

    private static int[] counts(LongToIntFunction mix, long first, int users, int scenarios) {
        var counts = new int[scenarios];
        LongStream.range(first, first + users).forEach(user -> counts[mix.applyAsInt(user)]++);
        return counts;
    }

    private static List<Scenario> weights(int... weights) {
        return IntStream.range(0, weights.length)
                .mapToObj(i -> new Scenario("s" + i, weights[i], List.of(new ThinkStep(1, 1))))
                .toList();
    }
}
