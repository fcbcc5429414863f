package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static final double[] PERCENTS = {0, 0.001, 1, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999, 100};

    @Test
    void percentilesAreThoseOfHdrHistogram() {
        Seeded.times(500, random -> {
            long[] samples = Samples.micros(random);
            var ours = LatencyHistogram.ofMicros(samples);
            var theirs = new Histogram(1, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);
            Arrays.stream(samples)
                    .forEach(sample -> theirs.recordValue(Math.min(sample, LatencyHistogram.HIGHEST_MICROS)));
            double random1 = random.nextDouble(100);
            for (double percent : samples.length == 0 ? new double[0] : append(PERCENTS, random1)) {
                long expected = Math.clamp(theirs.getValueAtPercentile(percent), ours.minMicros(), ours.maxMicros());
                boolean last = theirs.getValueAtPercentile(percent) >= theirs.getMaxValue();
                assertThat(ours.percentileMicros(percent))
                        .as("p%s of %s", percent, Arrays.toString(samples))
                        .isIn(expected, last ? ours.maxMicros() : expected);
            }
        });
    }

    private static double[] append(double[] values, double value) {
        double[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        return more;
    }

    @Test
    void aSampleIsWithinTheDigitsOfItsPercentile() {
        var histogram =
                LatencyHistogram.ofMicros(LongStream.rangeClosed(1, 100_000).toArray());

        assertThat(histogram.percentileMicros(50)).isBetween(50_000L, 50_050L);
        assertThat(histogram.percentileMicros(99.9)).isBetween(99_900L, 100_000L);
        assertThat(histogram.percentileMicros(100)).isEqualTo(100_000);
    }

    @Test
    void theThousandthOfAThousandIsNotTheirP999() {
        long[] samples = LongStream.rangeClosed(1, 1000).toArray();

        assertThat(LatencyHistogram.ofMicros(samples).percentileMicros(99.9)).isEqualTo(999);
    }

    @Test
    void aSumIsTheHistogramOfAllSamples() {
        Seeded.times(300, random -> {
            long[] left = Samples.micros(random);
            long[] right = Samples.micros(random);
            long[] third = Samples.micros(random);
            var a = LatencyHistogram.ofMicros(left);
            var b = LatencyHistogram.ofMicros(right);
            var c = LatencyHistogram.ofMicros(third);
            var all = LatencyHistogram.ofMicros(
                    LongStream.concat(Arrays.stream(left), Arrays.stream(right)).toArray());

            assertThat(a.plus(b)).isEqualTo(all).hasSameHashCodeAs(all);
            assertThat(b.plus(a)).isEqualTo(all);
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        });
    }

    @Test
    void aSumOfManyIsTheSumOfPairsInAnyOrder() {
        Seeded.times(100, random -> {
            List<long[]> samples = Stream.generate(() -> Samples.micros(random))
                    .limit(random.nextInt(60))
                    .toList();
            var all = LatencyHistogram.ofMicros(
                    samples.stream().flatMapToLong(Arrays::stream).toArray());
            var each = new ArrayList<>(
                    samples.stream().map(LatencyHistogram::ofMicros).toList());
            var growing = LatencyHistogram.EMPTY;
            for (LatencyHistogram next : each) {
                growing = growing.plus(next);
            }
            Collections.shuffle(each, random);

            assertThat(LatencyHistogram.sum(each)).isEqualTo(all);
            assertThat(growing.percentileMicros(50)).isEqualTo(all.percentileMicros(50));
            assertThat(growing).isEqualTo(all).hasSameHashCodeAs(all);
            assertThat(again(growing)).isEqualTo(all);
        });
    }

    @Test
    void smallestLargestMeanAndSumAreExact() {
        Seeded.times(500, random -> {
            long[] samples = Samples.micros(random);
            var histogram = LatencyHistogram.ofMicros(samples);
            var exact = Arrays.stream(samples).summaryStatistics();

            assertThat(histogram.count()).isEqualTo(samples.length);
            assertThat(histogram.sumMicros()).isEqualTo(exact.getSum());
            assertThat(histogram.minMicros()).isEqualTo(samples.length == 0 ? 0 : exact.getMin());
            assertThat(histogram.maxMicros()).isEqualTo(samples.length == 0 ? 0 : exact.getMax());
            assertThat(histogram.meanMicros()).isEqualTo(samples.length == 0 ? 0 : exact.getSum() / samples.length);
        });
    }

    @Test
    void timesAboveAnHourKeepTheirExactLargest() {
        long day = 86_400_000_000L;
        var histogram = LatencyHistogram.ofMicros(1000, 2 * day, day);

        assertThat(histogram.maxMicros()).isEqualTo(2 * day);
        assertThat(histogram.percentileMicros(100)).isBetween(LatencyHistogram.HIGHEST_MICROS, 2 * day);
        assertThat(again(histogram)).isEqualTo(histogram);
    }

    @Test
    void aSourceWithOtherBucketsIsRefused() {
        for (var source : List.of(
                new Histogram(1, LatencyHistogram.HIGHEST_MICROS, 5),
                new Histogram(1, 100 * LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS),
                new Histogram(1000, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS))) {
            assertThatIllegalArgumentException().isThrownBy(() -> LatencyHistogram.of(source, 0, 0, 0));
        }
    }

    @Test
    void aLaterChangeOfTheSourceDoesNotShow() {
        var source = new Histogram(1, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);
        source.recordValue(7);
        var histogram = LatencyHistogram.of(source, 7, 7, 7);
        source.recordValue(9);

        assertThat(histogram).isEqualTo(LatencyHistogram.ofMicros(7));
    }

    @Test
    void jsonRoundTrip() {
        Seeded.times(500, random -> {
            var histogram = Samples.histogram(random);
            assertThat(again(histogram)).isEqualTo(histogram);
        });
    }

    @Test
    void countsAboveALimitByBuckets() {
        var histogram = LatencyHistogram.ofMicros(1, 10, 100, 1000, 1_000_000);

        assertThat(histogram.countAboveMicros(0)).isEqualTo(5);
        assertThat(histogram.countAboveMicros(99)).isEqualTo(3);
        assertThat(histogram.countAboveMicros(100)).isEqualTo(2);
        assertThat(histogram.countAboveMicros(2_000_000)).isZero();
        assertThat(LatencyHistogram.EMPTY.countAboveMicros(0)).isZero();
    }

    @Test
    void whatTheBucketsCannotHaveIsRefused() {
        byte[] hdr = LatencyHistogram.ofMicros(100, 5000, 5001, 90_000).encoded();

        assertThat(LatencyHistogram.decoded(hdr, 4, 100, 90_000, 100_101).count())
                .isEqualTo(4);
        assertRefused(hdr, 5, 100, 90_000, 100_101);
        assertRefused(hdr, 4, 99, 90_000, 100_101);
        assertRefused(hdr, 4, -100, 90_000, 100_101);
        assertRefused(hdr, 4, 100, 91_000, 100_101);
        assertRefused(hdr, 4, 100, 90_000, 100_095);
        assertRefused(hdr, 4, 100, 90_000, 100_107);
        assertRefused(hdr, 4, 100, 90_000, Long.MIN_VALUE);
        assertRefused(new byte[0], 0, 1, 1, 1);
        assertRefused(new byte[0], 1, 0, 0, 0);
        assertRefused(LatencyHistogram.ofMicros(5_000_000).encoded(), 1, 5_000_000, 5_000_001, 5_000_000);
    }

    private static void assertRefused(byte[] hdr, long count, long min, long max, long sum) {
        assertThatThrownBy(() -> LatencyHistogram.decoded(hdr, count, min, max, sum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("histogram");
    }

    private static LatencyHistogram again(LatencyHistogram histogram) {
        return ProtocolJson.read(ProtocolJson.write(histogram), LatencyHistogram.class);
    }
}
