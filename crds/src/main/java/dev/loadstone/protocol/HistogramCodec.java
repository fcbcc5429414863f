package dev.loadstone.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * HdrHistogram's V2 compressed form. HdrHistogram's own decoder allocates what a hostile header asks for and lets
 * counts wrap around, so the form is read here: only what the encoder writes for a histogram of our range is taken, and no
 * more than one can need is ever inflated.
 */
final class HistogramCodec {
    private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;
    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int COMPRESSED_HEADER_BYTES = 8;
    private static final int HEADER_BYTES = 40;
    private static final int LONGEST_WORD = 8;
    /** What a runner tells of a second has about so many bytes at most. */
    private static final int MOST_STORED = 2048;

    private static final int MOST_BYTES = HEADER_BYTES + HistogramWords.PLACES * LONGEST_WORD;

    private HistogramCodec() {}

    /** @param words of at least one bucket */
    static byte[] encode(byte[] words) {
        return headed(Compression.deflate(plain(words), COMPRESSED_HEADER_BYTES));
    }

    /** The same for who has little time: small ones are only put into the form, and not made smaller. */
    static byte[] encodeQuickly(byte[] words) {
        return words.length > MOST_STORED
                ? encode(words)
                : headed(Compression.store(plain(words), COMPRESSED_HEADER_BYTES));
    }

    private static byte[] plain(byte[] words) {
        return ByteBuffer.allocate(HEADER_BYTES + words.length)
                .putInt(COOKIE)
                .putInt(words.length)
                .putInt(0)
                .putInt(LatencyHistogram.DIGITS)
                .putLong(1)
                .putLong(LatencyHistogram.HIGHEST_MICROS)
                .putDouble(1)
                .put(words)
                .array();
    }

    private static byte[] headed(byte[] compressed) {
        ByteBuffer.wrap(compressed).putInt(COMPRESSED_COOKIE).putInt(compressed.length - COMPRESSED_HEADER_BYTES);
        return compressed;
    }

    /** @throws IllegalArgumentException where this is not what {@link #encode} makes of a histogram of our range and digits */
    static HistogramBuckets decode(byte[] compressed) {
        require(compressed.length <= 2 * MOST_BYTES, "is larger than any of ours");
        byte[] plain = inflate(compressed);
        checkHeader(ByteBuffer.wrap(plain));
        return new HistogramBuckets(Arrays.copyOfRange(plain, HEADER_BYTES, plain.length));
    }

    private static byte[] inflate(byte[] compressed) {
        ByteBuffer header = ByteBuffer.wrap(compressed);
        require(compressed.length > COMPRESSED_HEADER_BYTES, "is too short");
        require(header.getInt() == COMPRESSED_COOKIE, "is not in the V2 compressed form");
        require(header.getInt() == compressed.length - COMPRESSED_HEADER_BYTES, "has a false length");
        try {
            return Compression.inflate(compressed, COMPRESSED_HEADER_BYTES, MOST_BYTES);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a histogram's compression is damaged: " + e.getMessage(), e);
        }
    }

    private static void checkHeader(ByteBuffer plain) {
        require(plain.remaining() >= HEADER_BYTES, "has no header");
        require(plain.getInt(0) == COOKIE, "is not in the V2 form");
        require(plain.getInt(4) == plain.remaining() - HEADER_BYTES, "has a false payload length");
        require(plain.getInt(8) == 0, "is shifted");
        require(plain.getInt(12) == LatencyHistogram.DIGITS, "has other digits");
        require(plain.getLong(16) == 1, "starts at another value");
        require(plain.getLong(24) == LatencyHistogram.HIGHEST_MICROS, "ends at another value");
        require(plain.getDouble(32) == 1.0, "has another unit");
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("a histogram " + complaint);
        }
    }
}
