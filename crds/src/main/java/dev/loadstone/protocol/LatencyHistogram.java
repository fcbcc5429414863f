package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Arrays;
import java.util.Collection;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * Times in microseconds, counted in HdrHistogram's buckets of three digits from 1 us to 1 h, with the exact smallest, largest
 * and sum beside. It is a value: it never changes, and {@link #plus} adds counts, so that percentiles of a sum are those of
 * all samples. Only buckets that hold something take memory, two or three bytes each.
 */
public final class LatencyHistogram {
    /** One hour; longer times are counted there, and {@link #maxMicros} still tells the exact one. */
    public static final long HIGHEST_MICROS = 3_600_000_000L;
    /** Significant decimal digits of a bucket. */
    public static final int DIGITS = 3;
    /** No sample. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(HistogramWords.NONE, 0, 0, 0, 0);

    /** Below this, sums over any number of runners that fit a cluster cannot overflow. */
    static final long MOST_SAMPLES = 1L << 40;

    private static final Histogram LAYOUT = new Histogram(1, HIGHEST_MICROS, DIGITS);

    /** Another thread may put them together meanwhile: that changes nothing that can be seen. */
    private volatile HistogramParts parts;

    private final long count;
    private final long min;
    private final long max;
    private final long sum;

    LatencyHistogram(byte[] words, long count, long min, long max, long sum) {
        this(new HistogramParts(words), count, min, max, sum);
    }

    private LatencyHistogram(HistogramParts parts, long count, long min, long max, long sum) {
        this.parts = parts;
        this.count = count;
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
        // HdrHistogram's own iterators cost several times this walk, and a runner takes it for each histogram every
        // second.
        var words = new BucketWriter();
        int place = HistogramWords.placeOf(source.getMinValue());
        for (long seen = 0; seen < wanted; place++) {
            long here = source.getCountAtValue(HistogramWords.lowestOf(place));
            if (here > 0) {
                words.add(place, here);
                seen += here;
            }
        }
        return new LatencyHistogram(words.take(), wanted, min, max, sum);
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
        long samples = Math.addExact(count, other.count);
        long micros = Math.addExact(sum, other.sum);
        HistogramParts both = parts.plus(other.parts, micros);
        return new LatencyHistogram(both, samples, Math.min(min, other.min), Math.max(max, other.max), micros);
    }

    /** The samples of all of them, at a cost that does not grow with the sum. */
    public static LatencyHistogram sum(Collection<LatencyHistogram> histograms) {
        var filled = histograms.stream().filter(each -> each.count > 0).toList();
        if (filled.size() < 2) {
            return filled.isEmpty() ? EMPTY : filled.getFirst();
        }
        byte[][] all =
                filled.stream().flatMap(each -> Arrays.stream(each.parts.all())).toArray(byte[][]::new);
        return new LatencyHistogram(
                HistogramSum.of(all),
                filled.stream().mapToLong(LatencyHistogram::count).reduce(0, Math::addExact),
                filled.stream().mapToLong(LatencyHistogram::minMicros).min().orElseThrow(),
                filled.stream().mapToLong(LatencyHistogram::maxMicros).max().orElseThrow(),
                filled.stream().mapToLong(LatencyHistogram::sumMicros).reduce(0, Math::addExact));
    }

    private byte[] words() {
        HistogramParts together = parts.together();
        parts = together;
        return together.words();
    }

    /** Probably no more is added: in one part it takes a fraction of the room. */
    void settle() {
        words();
    }

    /** The samples that came after {@code earlier}, an older state of this histogram, by whole buckets; all, where it is none. */
    public LatencyHistogram since(LatencyHistogram earlier) {
        return HistogramGrowth.of(earlier, this);
    }

    BucketReader buckets() {
        return new BucketReader(words());
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
        for (var buckets = buckets(); buckets.advance(); ) {
            seen += buckets.count();
            if (seen >= wanted) {
                return Math.clamp(HistogramWords.highestOf(buckets.place()), min, max);
            }
        }
        return max;
    }

    /** How many samples lie above this many microseconds, by whole buckets. */
    public long countAboveMicros(long micros) {
        long above = 0;
        for (var buckets = buckets(); buckets.advance(); ) {
            above += HistogramWords.lowestOf(buckets.place()) > micros ? buckets.count() : 0;
        }
        return above;
    }

    /** HdrHistogram's V2 compressed form; empty for an empty histogram. */
    byte[] encoded() {
        return count == 0 ? HistogramWords.NONE : HistogramCodec.encode(words());
    }

    /** The same form, larger and sooner. */
    byte[] encodedQuickly() {
        return count == 0 ? HistogramWords.NONE : HistogramCodec.encodeQuickly(words());
    }

    /** JSON has the form in base64. */
    @JsonProperty("hdr")
    @JsonSerialize(using = HistogramJson.class)
    LatencyHistogram hdrField() {
        return this;
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
            @JsonProperty(value = "hdr", required = true) byte[] hdr,
            @JsonProperty("count") long count,
            @JsonProperty("min") long min,
            @JsonProperty("max") long max,
            @JsonProperty("sum") long sum) {
        if (hdr.length == 0 && count == 0 && min == 0 && max == 0 && sum == 0) {
            return EMPTY;
        }
        HistogramBuckets buckets = HistogramCodec.decode(hdr);
        if (!buckets.hold(count, min, max, sum)) {
            throw new IllegalArgumentException("a histogram's count, min, max or sum is not that of its buckets");
        }
        return new LatencyHistogram(buckets.words(), count, min, max, sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram that
                && count == that.count
                && min == that.min
                && max == that.max
                && sum == that.sum
                && Arrays.equals(words(), that.words());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words());
    }

    @Override
    public String toString() {
        return count + " samples, min " + min + ", p50 " + percentileMicros(50) + ", p99 " + percentileMicros(99)
                + ", max " + max + " us";
    }
}
