package dev.loadstone.runner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.ThinkStep.Exponential;
import dev.loadstone.protocol.ThinkStep.Law;
import dev.loadstone.protocol.ThinkStep.LogNormal;
import dev.loadstone.protocol.ThinkStep.Normal;
import dev.loadstone.runner.schedule.SplitMix;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ThinkTest {
    private static final long DAY = 86_400_000;
    private static final int DRAWS = 200_000;

    @Test
    void isFixedOrUniformBetweenBothEnds() {
        var fixed = new Think(new ThinkStep(5, 5));
        var drawn = new Think(new ThinkStep(10, 30));
        var random = new SplitMix(1);

        assertThat(fixed.nanos(random)).isEqualTo(5_000_000);
        var nanos = LongStream.generate(() -> drawn.nanos(random)).limit(10_000).summaryStatistics();
        assertThat(nanos.getMin()).isBetween(10_000_000L, 10_100_000L);
        assertThat(nanos.getMax()).isBetween(29_900_000L, 30_000_000L);
        assertThat(nanos.getAverage()).isCloseTo(20e6, Offset.offset(3e5));
    }

    @Test
    void exponentialPausesHaveTheirMeanAndTheirTail() {
        double[] millis = draws(0, DAY, new Exponential(100));

        assertThat(mean(millis)).isCloseTo(100, Percentage.withPercentage(1));
        assertThat(percentile(millis, 0.5)).isCloseTo(100 * Math.log(2), Percentage.withPercentage(2));
        assertThat(percentile(millis, 0.99)).isCloseTo(100 * Math.log(100), Percentage.withPercentage(3));
    }

    @Test
    void normalPausesHaveTheirMeanAndTheirDeviation() {
        double[] millis = draws(0, DAY, new Normal(1000, 100));

        assertThat(mean(millis)).isCloseTo(1000, Percentage.withPercentage(0.2));
        assertThat(percentile(millis, 0.841345)).isCloseTo(1100, Percentage.withPercentage(0.5));
        assertThat(percentile(millis, 0.022750)).isCloseTo(800, Percentage.withPercentage(1));
    }

    @Test
    void logNormalPausesHaveTheirMedianAndTheirP95() {
        double[] millis = draws(0, DAY, new LogNormal(2000, 10_000));

        assertThat(percentile(millis, 0.5)).isCloseTo(2000, Percentage.withPercentage(2));
        assertThat(percentile(millis, 0.95)).isCloseTo(10_000, Percentage.withPercentage(3));
        assertThat(percentile(millis, 0.05)).isCloseTo(400, Percentage.withPercentage(3));
    }

    @Test
    void whatIsDrawnIsCut() {
        for (Law law : new Law[] {new Exponential(100), new Normal(100, 100), new LogNormal(100, 1000)}) {
            double[] millis = draws(50, 150, law);

            assertThat(millis[0]).isEqualTo(50);
            assertThat(millis[DRAWS - 1]).isEqualTo(150);
            assertThat(percentile(millis, 0.5)).isStrictlyBetween(50.0, 150.0);
        }
    }

    @Test
    void theSeedRepeatsEveryDraw() {
        assertThat(draws(0, DAY, new Normal(1000, 100))).isEqualTo(draws(0, DAY, new Normal(1000, 100)));
    }

    private static double[] draws(long min, long max, Law law) {
        var think = new Think(new ThinkStep(min, max, law));
        var random = new SplitMix(42);
        return LongStream.generate(() -> think.nanos(random))
                .limit(DRAWS)
                .mapToDouble(nanos -> nanos / 1e6)
                .sorted()
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[(int) (share * sorted.length)];
    }
}
