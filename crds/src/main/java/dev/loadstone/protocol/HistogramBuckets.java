package dev.loadstone.protocol;

/**
 * {@link HistogramWords} that somebody sent, found to be as {@link BucketWriter} writes them, and what they tell of the samples. One
 * pass checks and sums, with no branch that depends on what usual words say: all that hundreds of runners send goes through it.
 */
final class HistogramBuckets {
    private final byte[] words;
    private final int places;
    private final long lastCount;
    private long samples;
    private long least;
    private long most;

    /** @throws IllegalArgumentException where no histogram of our range that holds something would be written so */
    HistogramBuckets(byte[] words) {
        this.words = words;
        long samplesOfShort = 0;
        long leastOfShort = 0;
        long mostOfShort = 0;
        int place = 0;
        long word = 1;
        long wrong = 0;
        for (int at = 0; at < words.length; ) {
            long gapBefore = word - 1 >>> 63;
            byte only = words[at];
            if (only < 0) {
                int end = HistogramLongWord.end(words, at);
                word = HistogramLongWord.read(words, at, end);
                at = end;
                addLong(place, word);
            } else {
                word = only >> 1 ^ -(only & 1);
                at++;
                long count = Math.max(word, 0);
                long lowest = HistogramWords.lowestOf(place);
                samplesOfShort += count;
                leastOfShort += count * lowest;
                mostOfShort += count * (lowest + HistogramWords.widthOf(place) - 1);
            }
            // Two words for empty places would be one, which is 0 where it is one place. A negative one is so many.
            wrong |= (word - 1 >>> 63 & gapBefore) | (word == -1 ? 1 : 0);
            place += (int) Math.max(1, -word);
        }
        require(words.length > 0 && word > 0 && wrong == 0, "is not as it would be written");
        require(place <= HistogramWords.PLACES, "has a value above the highest");
        places = place;
        lastCount = word;
        samples += samplesOfShort;
        least = saturated(least, leastOfShort, 1);
        most = saturated(most, mostOfShort, 1);
    }

    private void addLong(int place, long word) {
        require(-HistogramWords.PLACES < word && word <= LatencyHistogram.MOST_SAMPLES, "counts too much");
        require(place < HistogramWords.PLACES, "has a value above the highest");
        if (word > 0) {
            samples += word;
            least = saturated(least, HistogramWords.lowestOf(place), word);
            most = saturated(most, HistogramWords.highestOf(place), word);
        }
    }

    byte[] words() {
        return words;
    }

    /** Whether the exact figures beside a histogram can be those of these buckets. */
    boolean hold(long count, long min, long max, long sum) {
        if (min < 0 || (count == 1 ? min != max : min > max)) {
            return false;
        }
        var buckets = new BucketReader(words);
        buckets.advance();
        int first = buckets.place();
        int last = places - 1;
        if (samples != count || count > LatencyHistogram.MOST_SAMPLES || place(min) != first || place(max) != last) {
            return false;
        }
        // Times above the highest value are in its bucket, and one sample is the largest, and one the smallest.
        long highest = HistogramWords.highestOf(last);
        long lowSum = saturated(least, min - HistogramWords.lowestOf(first), buckets.count());
        lowSum = saturated(lowSum, max - Math.max(HistogramWords.lowestOf(last), min), 1);
        long highSum = max > highest ? saturated(most, max - highest, lastCount) : most - lastCount * (highest - max);
        highSum -= (first == last ? max : HistogramWords.highestOf(first)) - min;
        return lowSum <= sum && sum <= highSum;
    }

    private static int place(long value) {
        return HistogramWords.placeOf(Math.clamp(value, 0, LatencyHistogram.HIGHEST_MICROS));
    }

    private static long saturated(long sum, long value, long count) {
        boolean fits = Math.multiplyHigh(value, count) == 0 && value * count >= 0 && sum + value * count >= 0;
        return fits ? sum + value * count : Long.MAX_VALUE;
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("a histogram " + complaint);
        }
    }
}
