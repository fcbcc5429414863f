package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * Times in microseconds, counted in HdrHistogram's buckets of three digits from 1 us to 1 h, with the exact smallest, largest
 * and sum beside. It is a value: it never changes, and {@link #plus} adds counts, so that percentiles of a sum are those of
 * all samples. Only buckets that hold something take memory.
 */
public final class LatencyHistogram {
    /** One hour; longer times are counted there, and {@link #maxMicros} still tells the exact one. */
    public static final long HIGHEST_MICROS = 3_600_000_000L;
    /** Significant decimal digits of a bucket. */
    public static final int DIGITS = 3;
    /** No sample. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(new long[0], new long[0], 0, 0, 0);

    /** Below this, sums over any number of runners that fit a cluster cannot overflow. */
    static final long MOST_SAMPLES = 1L << 40;

    private static final int FIRST_ROOM = 64;

    private static final Histogram LAYOUT = new Histogram(1, HIGHEST_MICROS, DIGITS);

    private final long[] values;
    private final long[] counts;
    private final long count;
    private final long min;
    private final long max;
    private final long sum;

    private LatencyHistogram(long[] values, long[] counts, long min, long max, long sum) {
        this.values = values;
        this.counts = counts;
        long total = 0;
        for (long each : counts) {
            total = Math.addExact(total, each);
        }
        this.count = total;
        this.min = min;
        this.max = max;
        this.sum = sum;
    }

    /**
     * What this histogram holds now; later changes to it do not show. Its buckets must be ours: from 1 us to 1 h, of three digits.
     *
     * @param min exact smallest sample, {@code max} largest, {@code sum} of all; they matter only where there is one
     */
    public static LatencyHistogram of(AbstractHistogram source, long min, long max, long sum) {
        if (source.getLowestDiscernibleValue() != 1
                || source.getHighestTrackableValue() > HIGHEST_MICROS
                || source.getNumberOfSignificantValueDigits() != DIGITS) {
            throw new IllegalArgumentException("a histogram's buckets are not ours");
        }
        long wanted = source.getTotalCount();
        if (wanted == 0) {
            return EMPTY;
        }
        long[] values = new long[FIRST_ROOM];
        long[] counts = new long[FIRST_ROOM];
        int size = 0;
        // HdrHistogram's own iterators cost several times this walk, and a runner takes it for each histogram every
        // second.
        long value = LAYOUT.lowestEquivalentValue(source.getMinValue());
        for (long seen = 0; seen < wanted; value += LAYOUT.sizeOfEquivalentValueRange(value)) {
            long here = source.getCountAtValue(value);
            if (here > 0) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, 2 * size);
                    counts = Arrays.copyOf(counts, 2 * size);
                }
                values[size] = value;
                counts[size++] = here;
                seen += here;
            }
        }
        return new LatencyHistogram(Arrays.copyOf(values, size), Arrays.copyOf(counts, size), min, max, sum);
    }

    private static long bucket(long value) {
        return LAYOUT.lowestEquivalentValue(Math.clamp(value, 0, HIGHEST_MICROS));
    }

    /** A histogram of these samples in microseconds; none is negative. */
    public static LatencyHistogram ofMicros(long... samples) {
        var histogram = new Histogram(LAYOUT);
        for (long sample : samples) {
            histogram.recordValue(Math.min(sample, HIGHEST_MICROS));
        }
        var sorted = Arrays.stream(samples).summaryStatistics();
        return samples.length == 0 ? EMPTY : of(histogram, sorted.getMin(), sorted.getMax(), sorted.getSum());
    }

    /** The samples of both. */
    public LatencyHistogram plus(LatencyHistogram other) {
        if (other.count == 0 || count == 0) {
            return count == 0 ? other : this;
        }
        long[] mergedValues = new long[values.length + other.values.length];
        long[] mergedCounts = new long[mergedValues.length];
        int size = 0;
        for (int a = 0, b = 0; a < values.length || b < other.values.length; size++) {
            boolean left = b == other.values.length || a < values.length && values[a] <= other.values[b];
            boolean right = a == values.length || b < other.values.length && other.values[b] <= values[a];
            mergedValues[size] = left ? values[a] : other.values[b];
            mergedCounts[size] = Math.addExact(left ? counts[a++] : 0, right ? other.counts[b++] : 0);
        }
        return new LatencyHistogram(
                Arrays.copyOf(mergedValues, size),
                Arrays.copyOf(mergedCounts, size),
                Math.min(min, other.min),
                Math.max(max, other.max),
                Math.addExact(sum, other.sum));
    }

    public long count() {
        return count;
    }

    /** Exact; 0 where there is no sample, as in the other figures. */
    public long minMicros() {
        return min;
    }

    /** Exact. */
    public long maxMicros() {
        return max;
    }

    /** Exact, rounded down. */
    public long meanMicros() {
        return count == 0 ? 0 : sum / count;
    }

    public long sumMicros() {
        return sum;
    }

    /** The highest value of the bucket below or in which {@code percent} of the samples lie, never above the exact maximum. */
    public long percentileMicros(double percent) {
        if (count == 0 || percent <= 0) {
            return min;
        }
        // As HdrHistogram does it: the tiny subtraction keeps 99.9 % of 1000 samples at the 999th.
        long wanted = Math.max(1, (long) Math.ceil(Math.nextDown(Math.clamp(percent, 0, 100)) * count / 100));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.clamp(LAYOUT.highestEquivalentValue(values[i]), min, max);
            }
        }
        return max;
    }

    /** How many samples lie above this many microseconds, by whole buckets. */
    public long countAboveMicros(long micros) {
        long above = 0;
        for (int i = counts.length - 1; i >= 0 && values[i] > micros; i--) {
            above += counts[i];
        }
        return above;
    }

    /** HdrHistogram's V2 compressed form, in base64; empty for an empty histogram. */
    @JsonProperty("hdr")
    String encoded() {
        if (count == 0) {
            return "";
        }
        var histogram = new Histogram(LAYOUT);
        for (int i = 0; i < values.length; i++) {
            histogram.recordValueWithCount(values[i], counts[i]);
        }
        return HistogramCodec.encode(histogram);
    }

    @JsonProperty("count")
    long countField() {
        return count;
    }

    @JsonProperty("min")
    long minField() {
        return min;
    }

    @JsonProperty("max")
    long maxField() {
        return max;
    }

    @JsonProperty("sum")
    long sumField() {
        return sum;
    }

    /** @throws IllegalArgumentException for anything that {@link #encoded} and its fields could not have said */
    @JsonCreator
    static LatencyHistogram decoded(
            @JsonProperty(value = "hdr", required = true) String hdr,
            @JsonProperty("count") long count,
            @JsonProperty("min") long min,
            @JsonProperty("max") long max,
            @JsonProperty("sum") long sum) {
        if (hdr.isEmpty() && count == 0 && min == 0 && max == 0 && sum == 0) {
            return EMPTY;
        }
        HistogramCodec.Buckets buckets = HistogramCodec.decode(hdr);
        var histogram = new LatencyHistogram(buckets.values(), buckets.counts(), min, max, sum);
        if (histogram.count != count || count > MOST_SAMPLES || !histogram.bounds(min, max, sum)) {
            throw new IllegalArgumentException("a histogram's count, min, max or sum is not that of its buckets");
        }
        return histogram;
    }

    private boolean bounds(long min, long max, long sum) {
        return min >= 0
                && (count == 1 ? min == max : min <= max)
                && bucket(min) == values[0]
                && bucket(max) == values[values.length - 1]
                && sumFits(min, max, sum);
    }

    /** Whether samples in these buckets, none below min or above max, can have this sum. */
    private boolean sumFits(long min, long max, long sum) {
        long least = 0;
        long most = 0;
        for (int i = 0; i < values.length; i++) {
            long lowest = Math.max(values[i], min);
            long highest = i == values.length - 1 ? max : Math.min(LAYOUT.highestEquivalentValue(values[i]), max);
            least = saturated(least, lowest, counts[i]);
            most = saturated(most, highest, counts[i]);
        }
        // One sample is the largest, and one the smallest.
        least = saturated(least, max - Math.max(values[values.length - 1], min), 1);
        most -= Math.min(LAYOUT.highestEquivalentValue(values[0]), max) - min;
        return least <= sum && sum <= most;
    }

    private static long saturated(long sum, long value, long count) {
        boolean fits = Math.multiplyHigh(value, count) == 0 && value * count >= 0 && sum + value * count >= 0;
        return fits ? sum + value * count : Long.MAX_VALUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram that
                && min == that.min
                && max == that.max
                && sum == that.sum
                && Arrays.equals(values, that.values)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) * 31 + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return count + " samples, min " + min + ", p50 " + percentileMicros(50) + ", p99 " + percentileMicros(99)
                + ", max " + max + " us";
    }
}
