package dev.loadstone.protocol;

/** What came to a histogram between two looks at it. */
final class HistogramGrowth {
    private HistogramGrowth() {}

    /**
     * The smallest and the largest are told by whole buckets.
     *
     * @return {@code after} itself, where it did not grow from {@code before}
     */
    static LatencyHistogram of(LatencyHistogram before, LatencyHistogram after) {
        long samples = after.count() - before.count();
        long micros = after.sumMicros() - before.sumMicros();
        if (before.count() == 0 || samples < 0 || micros < 0) {
            return after;
        }
        return samples == 0 ? LatencyHistogram.EMPTY : subtract(before, after, samples, micros);
    }

    private static LatencyHistogram subtract(
            LatencyHistogram before, LatencyHistogram after, long samples, long micros) {
        BucketReader old = before.buckets();
        boolean left = old.advance();
        var words = new BucketWriter();
        long seen = 0;
        int lowest = -1;
        int highest = -1;
        for (BucketReader now = after.buckets(); now.advance(); ) {
            long here = now.count();
            if (left && old.place() == now.place()) {
                here -= old.count();
                left = old.advance();
            }
            if (here < 0) {
                return after;
            }
            if (here > 0) {
                words.add(now.place(), here);
                seen += here;
                lowest = lowest < 0 ? now.place() : lowest;
                highest = now.place();
            }
        }
        return seen != samples
                ? after
                : new LatencyHistogram(
                        words.take(),
                        samples,
                        Math.max(after.minMicros(), HistogramWords.lowestOf(lowest)),
                        Math.min(after.maxMicros(), HistogramWords.highestOf(highest)),
                        micros);
    }
}
