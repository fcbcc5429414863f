package dev.loadstone.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The sums that buckets can have reach as far as those of samples in them do, and no further. */
class HistogramBucketsTest {
    @Test
    void theBoundsOfTheSumAreThoseOfTheSamples() {
        Seeded.times(2_000, random -> {
            long[] samples = Samples.micros(random);
            if (samples.length == 0) {
                return;
            }
            Arrays.sort(samples);
            long min = samples[0];
            long max = samples[samples.length - 1];
            long least = max;
            long most = min;
            for (int i = 0; i < samples.length; i++) {
                int place = place(samples[i]);
                least += i == samples.length - 1 ? 0 : Math.max(HistogramWords.lowestOf(place), min);
                most += i == 0 ? 0 : highest(place, max);
            }
            most = samples.length == 1 ? max : most;
            LatencyHistogram histogram = LatencyHistogram.ofMicros(samples);
            var buckets = HistogramCodec.decode(histogram.encoded());
            assertHolds(buckets, histogram, least, true);
            assertHolds(buckets, histogram, histogram.sumMicros(), true);
            assertHolds(buckets, histogram, least - 1, false);
            assertHolds(buckets, histogram, most, true);
            assertHolds(buckets, histogram, most + 1, false);
        });
    }

    private static int place(long sample) {
        return HistogramWords.placeOf(Math.min(sample, LatencyHistogram.HIGHEST_MICROS));
    }

    /** Times above the highest value are in its bucket. */
    private static long highest(int place, long max) {
        return place == place(max) ? max : HistogramWords.highestOf(place);
    }

    private static void assertHolds(HistogramBuckets buckets, LatencyHistogram of, long sum, boolean holds) {
        assertThat(buckets.hold(of.count(), of.minMicros(), of.maxMicros(), sum))
                .as("the sum %d of %s, which have %d", sum, of, of.sumMicros())
                .isEqualTo(holds);
    }
}
