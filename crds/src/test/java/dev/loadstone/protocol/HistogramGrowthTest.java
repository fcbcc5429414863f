package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HistogramGrowthTest {
    @RepeatedTest(20)
    void whatCameSinceIsWhatWasAddedToTheBucket(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        LatencyHistogram before = LatencyHistogram.ofMicros(
                random.longs(random.nextInt(1, 500), 0, 5_000_000).toArray());
        LatencyHistogram added = LatencyHistogram.ofMicros(
                random.longs(random.nextInt(1, 500), 0, 5_000_000).toArray());
        LatencyHistogram since = before.plus(added).since(before);
        assertThat(since.count()).isEqualTo(added.count());
        assertThat(since.sumMicros()).isEqualTo(added.sumMicros());
        for (double percent : new double[] {1, 25, 50, 90, 99}) {
            assertThat((double) since.percentileMicros(percent))
                    .isBetween(
                            added.percentileMicros(percent) * 0.998 - 1, added.percentileMicros(percent) * 1.002 + 1);
        }
        assertThat(since.minMicros()).isLessThanOrEqualTo(added.minMicros());
        assertThat(since.maxMicros()).isGreaterThanOrEqualTo(added.maxMicros());
    }

    @Test
    void nothingCameSince() {
        LatencyHistogram same = LatencyHistogram.ofMicros(1, 2, 3);
        assertThat(same.since(same).count()).isZero();
        assertThat(same.since(LatencyHistogram.EMPTY)).isEqualTo(same);
    }

    @Test
    void whatDidNotGrowFromItIsTakenAsAWhole() {
        LatencyHistogram other = LatencyHistogram.ofMicros(7, 8);
        assertThat(other.since(LatencyHistogram.ofMicros(1, 2, 3))).isSameAs(other);
        assertThat(LatencyHistogram.ofMicros(10, 20, 30).since(other).count()).isEqualTo(3);
    }
}
