package dev.loadstone.protocol;

import java.util.Arrays;

/** Writes {@link HistogramWords}, bucket by bucket in rising order. */
final class BucketWriter {
    private static final int LONGEST_WORD = 9;

    private byte[] words = new byte[512];
    private int length;
    private int next;

    /** @param count more than 0 */
    void add(int place, long count) {
        if (length + 2 * LONGEST_WORD > words.length) {
            words = Arrays.copyOf(words, 2 * words.length);
        }
        int empty = place - next;
        if (empty > 0) {
            write(empty == 1 ? 0 : -empty);
        }
        write(count);
        next = place + 1;
    }

    private void write(long word) {
        long bits = word << 1 ^ word >> 63;
        if (bits >>> 7 == 0) {
            words[length++] = (byte) bits;
            return;
        }
        while ((bits & ~0x7fL) != 0) {
            words[length++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        words[length++] = (byte) bits;
    }

    /** All that was added; the next bucket begins anew. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(words, length);
        length = 0;
        next = 0;
        return taken;
    }
}
