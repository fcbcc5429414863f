package dev.loadstone.protocol;

/**
 * Buckets of a histogram one after the other as the V2 form writes them: a number above 0 is the count of the next place, 0 an
 * empty place, and one below -1 so many empty places. They take two or three bytes a bucket, and are summed as they are.
 */
final class HistogramWords {
    /** Of the empty histogram. */
    static final byte[] NONE = {};
    /** One place more than that of the highest value. */
    static final int PLACES = placeOf(LatencyHistogram.HIGHEST_MICROS) + 1;

    private static final int NARROW = 11;
    private static final int HALF = 10;

    private HistogramWords() {}

    /** HdrHistogram's index of a value, for 2048 places of width 1 and then 1024 for each doubling. */
    static int placeOf(long value) {
        return (doublings(value) << HALF) + (int) (value >> doublings(value));
    }

    private static int doublings(long value) {
        return Math.max(0, Long.SIZE - NARROW - Long.numberOfLeadingZeros(value));
    }

    static long lowestOf(int place) {
        int doublings = doublingsOf(place);
        return (long) (place - (doublings << HALF)) << doublings;
    }

    static long highestOf(int place) {
        return lowestOf(place) + widthOf(place) - 1;
    }

    static long widthOf(int place) {
        return 1L << doublingsOf(place);
    }

    private static int doublingsOf(int place) {
        return Math.max(0, (place >> HALF) - 1);
    }
}
