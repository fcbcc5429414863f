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
 * HdrHistogram's V2 compressed form as base64. HdrHistogram's own decoder allocates what a hostile header asks for, so the
 * header is checked here first, and no more than a histogram of ours can need is ever inflated.
 */
final class HistogramCodec {
    private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;
    private static final int COOKIE = 0x1c849303 | 0x10;
    private static final int HEADER_BYTES = 40;
    private static final Histogram LAYOUT = new Histogram(1, LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);
    private static final int MOST_BYTES = LAYOUT.getNeededByteBufferCapacity();
    /** Buckets up to the one of the highest value; the layout has some above it that nothing of ours is counted in. */
    private static final long PLACES = places();

    private HistogramCodec() {}

    private static long places() {
        var highest = new Histogram(LAYOUT);
        highest.recordValue(LatencyHistogram.HIGHEST_MICROS);
        ByteBuffer words = ByteBuffer.wrap(plain(highest)).position(HEADER_BYTES);
        return 1 - zigZag(words);
    }

    static String encode(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** @throws IllegalArgumentException where the text is not what {@link #encode} makes of a histogram of our range and digits */
    static Histogram decode(String text) {
        require(text.length() <= 2 * MOST_BYTES, "is larger than any of ours");
        byte[] plain = inflate(Base64.getDecoder().decode(text));
        checkHeader(ByteBuffer.wrap(plain));
        try {
            checkCounts(ByteBuffer.wrap(plain, HEADER_BYTES, plain.length - HEADER_BYTES));
            var histogram = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(plain), 1);
            require(Arrays.equals(plain, plain(histogram)), "is not as it would be written");
            return histogram;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a histogram's counts are damaged", e);
        }
    }

    private static byte[] plain(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoByteBuffer(buffer));
    }

    /** HdrHistogram adds up counts without a look at overflow, and then leaves out what it should show. */
    private static void checkCounts(ByteBuffer words) {
        long places = 0;
        long samples = 0;
        while (words.hasRemaining()) {
            long word = zigZag(words);
            require(Math.abs(word) <= LatencyHistogram.MOST_SAMPLES && word != Long.MIN_VALUE, "counts too much");
            places += word < 0 ? -word : 1;
            samples += Math.max(0, word);
            require(samples <= LatencyHistogram.MOST_SAMPLES, "counts too much");
            require(places <= PLACES, "has a value above the highest");
        }
    }

    /** A signed number of 1 to 9 bytes, seven bits each and eight in the ninth; the lowest bit is the sign. */
    private static long zigZag(ByteBuffer words) {
        long bits = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            byte next = words.get();
            bits |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        bits |= (long) words.get() << 56;
        return bits >>> 1 ^ -(bits & 1);
    }

    private static byte[] inflate(byte[] compressed) {
        ByteBuffer header = ByteBuffer.wrap(compressed);
        require(compressed.length > 8, "is too short");
        require(header.getInt() == COMPRESSED_COOKIE, "is not in the V2 compressed form");
        require(header.getInt() == compressed.length - 8, "has a false length");
        var inflater = new Inflater();
        try {
            inflater.setInput(compressed, 8, compressed.length - 8);
            byte[] plain = new byte[MOST_BYTES];
            int length = 0;
            while (!inflater.finished()) {
                int read = inflater.inflate(plain, length, plain.length - length);
                require(read > 0 || inflater.finished(), "is cut off or larger than any of ours");
                length += read;
            }
            require(inflater.getRemaining() == 0, "has something behind its end");
            return Arrays.copyOf(plain, length);
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
