package dev.loadstone.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** zlib's, for many small pieces: what it sets up for one is used for the next. */
final class Compression {
    /** As many as threads were in the middle of a piece at once. */
    private static final Queue<Deflater> DEFLATERS = new ConcurrentLinkedQueue<>();

    private static final Queue<Inflating> INFLATING = new ConcurrentLinkedQueue<>();
    /** What deflating adds at most to a piece that can't be made smaller. */
    private static final int MARGIN = 64;
    /** Bytes of most pieces when they are plain. */
    private static final int FEW = 4096;
    /** Bytes around a stored block: header, kind, length twice, checksum. */
    private static final int FRAME = 11;

    private static final short FASTEST = 0x7801;
    private static final byte LAST_STORED = 1;

    private Compression() {}

    /** @param room bytes that are left free before the compressed ones */
    static byte[] deflate(byte[] plain, int room) {
        Deflater idle = DEFLATERS.poll();
        Deflater deflater = idle == null ? new Deflater(Deflater.BEST_SPEED) : idle;
        deflater.setInput(plain);
        deflater.finish();
        byte[] bytes = new byte[room + plain.length + plain.length / MARGIN + MARGIN];
        int length = deflater.deflate(bytes, room, bytes.length - room);
        deflater.reset();
        DEFLATERS.add(deflater);
        return Arrays.copyOf(bytes, room + length);
    }

    /**
     * The same without making it smaller, at a fraction of the time: one block, as RFC 1951 3.2.4 stores it, in RFC 1950's frame.
     *
     * @param plain fewer than 65,536 bytes, which one block has room for
     */
    static byte[] store(byte[] plain, int room) {
        var checksum = new Adler32();
        checksum.update(plain);
        return ByteBuffer.allocate(room + FRAME + plain.length)
                .position(room)
                .putShort(FASTEST)
                .put(LAST_STORED)
                .putShort(Short.reverseBytes((short) plain.length))
                .putShort(Short.reverseBytes((short) ~plain.length))
                .put(plain)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** @throws DataFormatException where it is damaged, cut off, larger than {@code most} or has something behind its end */
    static byte[] inflate(byte[] compressed, int from, int most) throws DataFormatException {
        Inflating idle = INFLATING.poll();
        Inflating inflating = idle == null ? new Inflating() : idle;
        try {
            return inflating.inflate(compressed, from, most);
        } finally {
            inflating.inflater.reset();
            INFLATING.add(inflating);
        }
    }

    private static final class Inflating {
        private final Inflater inflater = new Inflater();
        private byte[] plain = new byte[FEW];

        byte[] inflate(byte[] compressed, int from, int most) throws DataFormatException {
            inflater.setInput(compressed, from, compressed.length - from);
            int length = inflater.inflate(plain, 0, Math.min(most, plain.length));
            while (!inflater.finished() && length == plain.length && length < most) {
                plain = Arrays.copyOf(plain, Math.min(most, 2 * length));
                length += inflater.inflate(plain, length, plain.length - length);
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new DataFormatException("it is cut off, too large, or has something behind its end");
            }
            return Arrays.copyOf(plain, length);
        }
    }
}
