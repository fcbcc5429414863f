package dev.loadstone.protocol;

/** A word of {@link HistogramWords} that takes several bytes: seven bits in each, the lowest bits first; the lowest one is the sign. */
final class HistogramLongWord {
    private static final int LONGEST = 8;

    private HistogramLongWord() {}

    /**
     * Where the one ends that begins there.
     *
     * @throws IllegalArgumentException where it is longer than one of ours, or than it needs to be
     */
    static int end(byte[] words, int begin) {
        int at = begin;
        while (at < words.length && words[at] < 0) {
            at++;
        }
        if (at == words.length || at - begin >= LONGEST || words[at] == 0) {
            throw new IllegalArgumentException(
                    "a histogram is cut off, counts too much or is not as it would be written");
        }
        return at + 1;
    }

    static long read(byte[] words, int begin, int end) {
        long bits = 0;
        for (int at = end - 1; at >= begin; at--) {
            bits = bits << 7 | words[at] & 0x7f;
        }
        return bits >>> 1 ^ -(bits & 1);
    }
}
