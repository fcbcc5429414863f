package dev.loadstone.protocol;

/** Goes over the buckets of {@link HistogramWords}, which were checked before or written by {@link BucketWriter}. */
final class BucketReader {
    private final byte[] words;
    private int at;
    private int next;
    private long count;

    BucketReader(byte[] words) {
        this.words = words;
    }

    /** Goes on to the next bucket that holds something; false where there is none. */
    boolean advance() {
        while (at < words.length) {
            byte only = words[at++];
            long word = only < 0 ? longer(only) : only >> 1 ^ -(only & 1);
            if (word > 0) {
                count = word;
                next++;
                return true;
            }
            next += word == 0 ? 1 : (int) -word;
        }
        return false;
    }

    /** A signed number of seven bits a byte, the lowest bits first; the lowest one is the sign. */
    private long longer(byte first) {
        long bits = first & 0x7f;
        for (int shift = 7; true; shift += 7) {
            byte more = words[at++];
            bits |= (more & 0x7fL) << shift;
            if (more >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
    }

    int place() {
        return next - 1;
    }

    long count() {
        return count;
    }
}
