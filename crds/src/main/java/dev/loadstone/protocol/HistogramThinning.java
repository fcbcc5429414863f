package dev.loadstone.protocol;

/**
 * Puts the samples of neighbouring buckets together, as if fewer bits of each value had been seen. How many lie in each
 * of the wider buckets stays exact, and so do the figures beside: within one, samples are moved so that their sum can
 * still be what it is.
 */
final class HistogramThinning {
    /** Of a value, that our buckets tell. */
    static final int ALL_BITS = 10;

    private final BucketWriter thinned = new BucketWriter();
    private final int bits;
    private long bucket = -1;
    private long samples;
    private long places;

    private HistogramThinning(int bits) {
        this.bits = bits;
    }

    static LatencyHistogram of(LatencyHistogram histogram, int bits) {
        return bits >= ALL_BITS || histogram.count() == 0 ? histogram : new HistogramThinning(bits).thin(histogram);
    }

    private LatencyHistogram thin(LatencyHistogram histogram) {
        int first = HistogramWords.placeOf(Math.min(histogram.minMicros(), LatencyHistogram.HIGHEST_MICROS));
        int last = HistogramWords.placeOf(Math.min(histogram.maxMicros(), LatencyHistogram.HIGHEST_MICROS));
        for (var buckets = histogram.buckets(); buckets.advance(); ) {
            int place = buckets.place();
            // The smallest and the largest sample are known exactly, and are where they are.
            boolean stays = place == first || place == last;
            long of = lowest(HistogramWords.lowestOf(place), bits);
            if (stays || of != bucket) {
                flush();
            }
            if (stays) {
                thinned.add(place, buckets.count());
            } else {
                bucket = of;
                samples += buckets.count();
                places += buckets.count() * (place - HistogramWords.placeOf(of));
            }
        }
        flush();
        return new LatencyHistogram(
                thinned.take(), histogram.count(), histogram.minMicros(), histogram.maxMicros(), histogram.sumMicros());
    }

    private void flush() {
        if (samples > 0) {
            int place = HistogramWords.placeOf(bucket) + (int) (places / samples);
            long further = places % samples;
            thinned.add(place, samples - further);
            if (further > 0) {
                thinned.add(place + 1, further);
            }
        }
        samples = 0;
        places = 0;
        bucket = -1;
    }

    /** The lowest value of the wider bucket that a value is in. */
    static long lowest(long value, int bits) {
        return value - value % width(value, bits);
    }

    /** How many values that bucket has. */
    static long width(long value, int bits) {
        return 1L << Math.max(0, Long.SIZE - 1 - bits - Long.numberOfLeadingZeros(Math.max(1, value)));
    }
}
