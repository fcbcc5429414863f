package dev.loadstone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Rounds ROUNDS = Rounds.parse(Stream.of(
            "1\tloadstone\t8.0", "1\twrk\t4.0", "2\tloadstone\t9.0", "2\twrk\t10.0", "3\tloadstone\t6.0", "3\twrk\t",
            "1\toha\t"));

    @Test
    void aRatioIsTakenWithinARound() {
        assertThat(ROUNDS.ratio("wrk")).isEqualTo(new Spread(0.9, 1.45, 2.0));
    }

    @Test
    void aRoundInWhichAClientFailedCountsForTheOthers() {
        assertThat(ROUNDS.ours()).isEqualTo(new Spread(6, 8, 9));
        assertThat(ROUNDS.cost("wrk")).isEqualTo(new Spread(4, 7, 10));
    }

    @Test
    void aClientThatAlwaysFailedHasNoRatio() {
        assertThat(ROUNDS.has("wrk")).isTrue();
        assertThat(ROUNDS.has("oha")).isFalse();
    }

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(DoubleStream.of(3, 1, 2)).ratio()).isEqualTo("2.00 (1.00–3.00)");
    }
}
