package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.brotli.dec.BrotliInputStream;

/** Undoes the content codings of whole bodies, and stops where more comes out than is taken. */
final class Decoder implements AutoCloseable {
    private static final int PIECE_BYTES = 16 * 1024;
    /** So that sizes fit an int. */
    private static final long MOST_BYTES = 1 << 30;

    private final Inflation inflation = new Inflation();

    /**
     * The body in a buffer of its own, or where nothing is coded the same one once more retained.
     *
     * @param most bytes that may come out, of any of the codings
     * @throws IOException what is coded is no such thing, is cut off, or is too long
     */
    ByteBuf decode(int codings, ByteBuf body, ByteBufAllocator allocator, long most) throws IOException {
        ByteBuf decoded = body.retain();
        if (codings == ContentCodings.UNKNOWN) {
            return decoded;
        }
        for (int left = codings; left != ContentCodings.NONE && decoded.isReadable(); left >>>= 2) {
            ByteBuf in = decoded;
            ByteBuf out = allocator.buffer();
            boolean done = false;
            try {
                undo(left & 3, in, out, (int) Math.min(most, MOST_BYTES));
                done = true;
            } finally {
                in.release();
                if (!done) {
                    out.release();
                }
            }
            decoded = out;
        }
        return decoded;
    }

    private void undo(int coding, ByteBuf in, ByteBuf out, int most) throws IOException {
        switch (coding) {
            case ContentCodings.GZIP -> inflation.gunzip(in, out, most);
            case ContentCodings.DEFLATE -> inflation.inflate(in, out, most);
            default -> brotli(in, out, most);
        }
    }

    private static void brotli(ByteBuf in, ByteBuf out, int most) throws IOException {
        try (InputStream decoding = new BrotliInputStream(new ByteBufInputStream(in))) {
            while (out.writeBytes(decoding, PIECE_BYTES) >= 0) {
                if (out.readableBytes() > most) {
                    throw new IOException("more than " + most + " bytes");
                }
            }
        } catch (IllegalStateException | IndexOutOfBoundsException e) {
            throw new IOException("not brotli", e);
        }
    }

    @Override
    public void close() {
        inflation.close();
    }
}
