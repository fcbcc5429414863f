package dev.loadstone.protocol;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sums any number of {@link HistogramWords} at once, at a cost that grows with what is added and not with the sum. */
final class HistogramSum {
    /** A sum takes much room and little time: there are no more than threads that were in the middle of one at once. */
    private static final Queue<HistogramSum> IDLE = new ConcurrentLinkedQueue<>();

    private final long[] counts = new long[HistogramWords.PLACES];
    private final BucketWriter writer = new BucketWriter();
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

    /** Most of the work of a collector: what a {@link BucketReader} does, with no branch on what usual words say. */
    private void add(byte[] words) {
        var first = new BucketReader(words);
        if (!first.advance()) {
            return;
        }
        int place = 0;
        for (int at = 0; at < words.length; ) {
            byte only = words[at];
            int end = only < 0 ? HistogramLongWord.end(words, at) : at + 1;
            long word = only < 0 ? HistogramLongWord.read(words, at, end) : only >> 1 ^ -(only & 1);
            at = end;
            counts[place] += Math.max(word, 0);
            place += (int) Math.max(1, -word);
        }
        lowest = Math.min(lowest, first.place());
        highest = Math.max(highest, place - 1);
    }

    private byte[] take() {
        for (int place = lowest; place <= highest; place++) {
            long count = counts[place];
            if (count > 0) {
                writer.add(place, count);
                counts[place] = 0;
            }
        }
        lowest = HistogramWords.PLACES;
        highest = -1;
        return writer.take();
    }
}
