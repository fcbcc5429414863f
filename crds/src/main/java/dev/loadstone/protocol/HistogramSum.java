package dev.loadstone.protocol;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sums any number of {@link HistogramWords} at once, at a cost that grows with what is added and not with the sum. */
final class HistogramSum {
    /** A sum takes much room and little time: there are no more than threads that were in the middle of one at once. */
    private static final Queue<HistogramSum> IDLE = new ConcurrentLinkedQueue<>();

    private final long[] counts = new long[HistogramWords.PLACES];
    private int lowest = HistogramWords.PLACES;
    private int highest = -1;

    private HistogramSum() {}

    /** @param parts whose counts are too few in all to pass the end of a long */
    static byte[] of(byte[]... parts) {
        HistogramSum idle = IDLE.poll();
        HistogramSum sum = idle == null ? new HistogramSum() : idle;
        for (byte[] part : parts) {
            sum.add(part);
        }
        byte[] words = sum.take();
        IDLE.add(sum);
        return words;
    }

    private void add(byte[] words) {
        var buckets = new BucketReader(words);
        if (buckets.advance()) {
            lowest = Math.min(lowest, buckets.place());
            do {
                counts[buckets.place()] += buckets.count();
            } while (buckets.advance());
            highest = Math.max(highest, buckets.place());
        }
    }

    private byte[] take() {
        var writer = new BucketWriter();
        for (int place = lowest; place <= highest; place++) {
            if (counts[place] > 0) {
                writer.add(place, counts[place]);
                counts[place] = 0;
            }
        }
        lowest = HistogramWords.PLACES;
        highest = -1;
        return writer.take();
    }
}
