package dev.loadstone.runner.record;

import dev.loadstone.protocol.LatencyHistogram;
import org.HdrHistogram.IntCountsHistogram;

/** Times of one stretch of one request, as one event loop saw them. */
final class TimingRecord {
    /** The room for an hour is twelve times that for this, most stretches are short, and there may be hundreds of records. */
    private static final long HIGHEST_AT_FIRST = 2047;

    private IntCountsHistogram histogram = upTo(HIGHEST_AT_FIRST);
    /** Waits of nothing are by far the most frequent ones; they are kept out of the histogram until it is read. */
    private int zeros;

    private long min;
    private long max;
    private long sum;

    TimingRecord() {
        clear();
    }

    void add(long nanos) {
        addMicros(nanos < 1000 ? 0 : nanos / 1000);
    }

    /** @param micros not negative; it may stand for another unit, as long as all of them do */
    void addMicros(long micros) {
        if (micros == 0) {
            zeros++;
            min = 0;
        } else {
            long counted = Math.min(micros, LatencyHistogram.HIGHEST_MICROS);
            if (counted > histogram.getHighestTrackableValue()) {
                makeRoom(counted);
            }
            histogram.recordValue(counted);
            min = Math.min(min, micros);
            max = Math.max(max, micros);
            sum += micros;
        }
    }

    private void makeRoom(long micros) {
        IntCountsHistogram larger = upTo(Math.min(LatencyHistogram.HIGHEST_MICROS, 8 * Long.highestOneBit(micros) - 1));
        larger.add(histogram);
        histogram = larger;
    }

    private static IntCountsHistogram upTo(long micros) {
        return new IntCountsHistogram(1, micros, LatencyHistogram.DIGITS);
    }

    LatencyHistogram snapshot() {
        if (zeros > 0) {
            histogram.recordValueWithCount(0, zeros);
            zeros = 0;
        }
        return LatencyHistogram.of(histogram, min, max, sum);
    }

    boolean isEmpty() {
        return zeros == 0 && histogram.getTotalCount() == 0;
    }

    void clear() {
        if (histogram.getTotalCount() > 0) {
            histogram.reset();
        }
        zeros = 0;
        min = Long.MAX_VALUE;
        max = 0;
        sum = 0;
    }
}
