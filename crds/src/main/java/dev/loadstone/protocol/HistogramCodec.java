package dev.loadstone.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;

/**
 * HdrHistogram's V2 compressed form as base64. HdrHistogram's own decoder allocates what a hostile header asks for and lets
 * counts wrap around, so the form is read here: only what the encoder writes for a histogram of our range is taken, and no
 * more than one can need is ever inflated.
 */
final class HistogramCodec {
    private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;
    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int COMPRESSED_HEADER_BYTES = 8;
    private static final int HEADER_BYTES = 40;
    private static final int LONGEST_WORD = 8;
    private static final int MOST_BYTES = HEADER_BYTES + HistogramWords.PLACES * LONGEST_WORD;

    private HistogramCodec() {}

    /** @param words of at least one bucket */
    static String encode(byte[] words) {
        var plain = ByteBuffer.allocate(HEADER_BYTES + words.length)
                .putInt(COOKIE)
                .putInt(words.length)
                .putInt(0)
                .putInt(LatencyHistogram.DIGITS)
                .putLong(1)
                .putLong(LatencyHistogram.HIGHEST_MICROS)
                .putDouble(1)
                .put(words);
        byte[] compressed = Compression.deflate(plain.array(), COMPRESSED_HEADER_BYTES);
        ByteBuffer.wrap(compressed).putInt(COMPRESSED_COOKIE).putInt(compressed.length - COMPRESSED_HEADER_BYTES);
        return Base64.getEncoder().encodeToString(compressed);
    }

    /**
     * The histogram's words.
     *
     * @throws IllegalArgumentException where the text is not what {@link #encode} makes of a histogram of our range and digits
     */
    static byte[] decode(String text) {
        require(text.length() <= 2 * MOST_BYTES, "is larger than any of ours");
        byte[] plain = inflate(Base64.getDecoder().decode(text));
        checkHeader(ByteBuffer.wrap(plain));
        byte[] words = Arrays.copyOfRange(plain, HEADER_BYTES, plain.length);
        checkWords(words);
        return words;
    }

    private static void checkWords(byte[] words) {
        int place = 0;
        boolean empty = true;
        int end;
        for (int at = 0; at < words.length; at = end) {
            byte only = words[at];
            end = only < 0 ? end(words, at) : at + 1;
            long word = only < 0 ? word(words, at, end) : only >> 1 ^ -(only & 1);
            require(-HistogramWords.PLACES < word && word <= LatencyHistogram.MOST_SAMPLES, "counts too much");
            if (word > 0) {
                require(place < HistogramWords.PLACES, "has a value above the highest");
                place++;
            } else {
                require(word != -1 && (!empty || at == 0), "is not as it would be written");
                place += word == 0 ? 1 : (int) -word;
            }
            empty = word <= 0;
        }
        require(!empty, "ends with nothing");
    }

    /** Where the word of several bytes ends that begins there. The last of its bytes is not 0; ours fit eight bytes. */
    private static int end(byte[] words, int begin) {
        int at = begin;
        while (at < words.length && words[at] < 0) {
            at++;
        }
        require(at < words.length, "is cut off");
        require(at - begin < LONGEST_WORD, "counts too much");
        require(words[at] != 0, "is not as it would be written");
        return at + 1;
    }

    /** A signed number of seven bits a byte, the lowest bits first; the lowest one is the sign. */
    private static long word(byte[] words, int begin, int end) {
        long bits = 0;
        for (int at = end - 1; at >= begin; at--) {
            bits = bits << 7 | words[at] & 0x7f;
        }
        return bits >>> 1 ^ -(bits & 1);
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
