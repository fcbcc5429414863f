package dev.loadstone.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;

/**
 * HdrHistogram's V2 compressed form as base64. HdrHistogram's own decoder allocates what a hostile header asks for and lets
 * counts wrap around, so the form is read here: only what the encoder writes for a histogram of our range is taken, and no
 * more than one can need is ever inflated.
 */
final class HistogramCodec {
    private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;
    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int HEADER_BYTES = 40;
    private static final Histogram LAYOUT = new Histogram(1, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);
    private static final int MOST_BYTES = LAYOUT.getNeededByteBufferCapacity();
    private static final int PLACES = placeOf(LatencyHistogram.HIGHEST_MICROS) + 1;

    private HistogramCodec() {}

    static String encode(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** Lowest values of the buckets that hold something, rising, and how many samples each holds. */
    record Buckets(long[] values, long[] counts) {}

    /** @throws IllegalArgumentException where the text is not what {@link #encode} makes of a histogram of our range and digits */
    static Buckets decode(String text) {
        require(text.length() <= 2 * MOST_BYTES, "is larger than any of ours");
        ByteBuffer plain = inflate(Base64.getDecoder().decode(text));
        checkHeader(plain);
        try {
            return buckets(plain.position(HEADER_BYTES));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a histogram's counts are cut off", e);
        }
    }

    /** A word above 0 is the count of the next place, 0 an empty place, and one below -1 so many empty places. */
    private static Buckets buckets(ByteBuffer words) {
        long[] values = new long[Math.min(words.remaining(), PLACES)];
        long[] counts = new long[values.length];
        int size = 0;
        int place = 0;
        boolean empty = true;
        while (words.hasRemaining()) {
            long word = zigZag(words);
            require(-PLACES < word && word <= LatencyHistogram.MOST_SAMPLES, "counts too much");
            if (word > 0) {
                require(place < PLACES, "has a value above the highest");
                values[size] = lowestOf(place++);
                counts[size++] = word;
            } else {
                require(word != -1 && (!empty || size == 0 && place == 0), "is not as it would be written");
                place += word == 0 ? 1 : (int) -word;
            }
            empty = word <= 0;
        }
        require(!empty, "ends with nothing");
        return new Buckets(Arrays.copyOf(values, size), Arrays.copyOf(counts, size));
    }

    /** HdrHistogram's index of a value, for 2048 places of width 1 and then 1024 for each doubling. */
    private static int placeOf(long value) {
        int doublings = Math.max(0, 53 - Long.numberOfLeadingZeros(value));
        return (doublings << 10) + (int) (value >> doublings);
    }

    private static long lowestOf(int place) {
        int doublings = Math.max(0, (place >> 10) - 1);
        return (long) (place - (doublings << 10)) << doublings;
    }

    /** A signed number of seven bits a byte, the last byte not 0; the lowest bit is the sign. Ours fit eight bytes. */
    private static long zigZag(ByteBuffer words) {
        long bits = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            byte next = words.get();
            bits |= (next & 0x7fL) << shift;
            if (next >= 0) {
                require(next != 0 || shift == 0, "is not as it would be written");
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new IllegalArgumentException("a histogram counts too much");
    }

    private static ByteBuffer inflate(byte[] compressed) {
        ByteBuffer header = ByteBuffer.wrap(compressed);
        require(compressed.length > 8, "is too short");
        require(header.getInt() == COMPRESSED_COOKIE, "is not in the V2 compressed form");
        require(header.getInt() == compressed.length - 8, "has a false length");
        var inflater = new Inflater();
        try {
            inflater.setInput(compressed, 8, compressed.length - 8);
            byte[] plain = new byte[Math.min(MOST_BYTES, 4 * compressed.length)];
            int length = 0;
            while (!inflater.finished()) {
                if (length == plain.length) {
                    plain = Arrays.copyOf(plain, Math.min(MOST_BYTES, 2 * length));
                }
                int read = inflater.inflate(plain, length, plain.length - length);
                require(read > 0 || inflater.finished(), "is cut off or larger than any of ours");
                length += read;
            }
            require(inflater.getRemaining() == 0, "has something behind its end");
            return ByteBuffer.wrap(plain, 0, length);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a histogram's compression is damaged", e);
        } finally {
            inflater.end();
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
