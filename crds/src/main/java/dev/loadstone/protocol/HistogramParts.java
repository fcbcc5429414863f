package dev.loadstone.protocol;

import java.util.Arrays;

/**
 * {@link HistogramWords} whose sum a histogram is. What is added each second is small beside the sum: it is kept beside it, and put
 * together when it is several times as much.
 */
final class HistogramParts {
    /** So many times the bytes of the sum the other parts may have, up to twice as many. */
    private static final int LEAST_TIMES = 8;

    private static final int PARTS_PER_TIME = 2;

    private final byte[][] parts;
    private final int bytes;

    HistogramParts(byte[] words) {
        this(new byte[][] {words}, words.length);
    }

    private HistogramParts(byte[][] parts, int bytes) {
        this.parts = parts;
        this.bytes = bytes;
    }

    /** @param spread that differs between runners, whose sums grow in step: not all shall be put together in one second */
    HistogramParts plus(HistogramParts other, long spread) {
        int length = parts.length + other.parts.length;
        int sum = bytes + other.bytes;
        byte[][] all = Arrays.copyOf(parts, length);
        System.arraycopy(other.parts, 0, all, parts.length, other.parts.length);
        long times = LEAST_TIMES + spread % LEAST_TIMES;
        boolean few = length <= PARTS_PER_TIME * times && sum <= parts[0].length * (1 + times);
        return few ? new HistogramParts(all, sum) : new HistogramParts(HistogramSum.of(all));
    }

    /** The same in one part. */
    HistogramParts together() {
        return parts.length == 1 ? this : new HistogramParts(HistogramSum.of(parts));
    }

    /** The first part. */
    byte[] words() {
        return parts[0];
    }

    byte[][] all() {
        return parts;
    }
}
