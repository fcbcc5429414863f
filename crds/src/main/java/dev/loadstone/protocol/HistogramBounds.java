package dev.loadstone.protocol;

/** Tells whether the exact figures beside a histogram can be those of its buckets. */
final class HistogramBounds {
    private HistogramBounds() {}

    /** @param words of at least one bucket, none of which holds more than {@link LatencyHistogram#MOST_SAMPLES} */
    static boolean hold(byte[] words, long count, long min, long max, long sum) {
        if (min < 0 || (count == 1 ? min != max : min > max)) {
            return false;
        }
        int first = -1;
        long samples = 0;
        long least = 0;
        long most = 0;
        var buckets = new BucketReader(words);
        while (buckets.advance()) {
            int place = buckets.place();
            first = first < 0 ? place : first;
            samples += buckets.count();
            least = saturated(least, Math.max(HistogramWords.lowestOf(place), min), buckets.count());
            most = saturated(most, Math.min(HistogramWords.highestOf(place), max), buckets.count());
        }
        int last = buckets.place();
        if (samples != count || count > LatencyHistogram.MOST_SAMPLES || place(min) != first || place(max) != last) {
            return false;
        }
        // Times above the highest value are in its bucket, and one sample is the largest, and one the smallest.
        most = saturated(most, max - Math.min(HistogramWords.highestOf(last), max), buckets.count());
        most -= Math.min(HistogramWords.highestOf(first), max) - min;
        least = saturated(least, max - Math.max(HistogramWords.lowestOf(last), min), 1);
        return least <= sum && sum <= most;
    }

    private static int place(long value) {
        return HistogramWords.placeOf(Math.clamp(value, 0, LatencyHistogram.HIGHEST_MICROS));
    }

    private static long saturated(long sum, long value, long count) {
        boolean small = value >>> 32 == 0 && count >>> 30 == 0;
        boolean fits =
                (small || Math.multiplyHigh(value, count) == 0 && value * count >= 0) && sum + value * count >= 0;
        return fits ? sum + value * count : Long.MAX_VALUE;
    }
}
