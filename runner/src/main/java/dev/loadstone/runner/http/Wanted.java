package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;

/** What is kept of a response. It takes a buffer only when something comes that is wanted. */
final class Wanted {
    private static final int CRLF = 0x0D0A;

    private final LoopBuffers buffers;
    private boolean keepsLines;
    private boolean keepsAllLines;
    private boolean keepsBody;
    private ByteBuf lines = Unpooled.EMPTY_BUFFER;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;

    Wanted(LoopBuffers buffers) {
        this.buffers = buffers;
    }

    /**
     * Gets ready for the next response.
     *
     * @param lines whether header lines are wanted, if not all of them then those of a redirect and those with cookies
     */
    void begin(boolean lines, boolean allLines, boolean body) {
        keepsLines = lines;
        keepsAllLines = allLines;
        keepsBody = body;
    }

    /** A header line came, here without its end. */
    void line(int status, ByteBuf in, int start, int end) {
        if (keepsLines && (keepsAllLines || status / 100 == 3 || ResponseHead.setsCookie(in, start, end))) {
            lines = lines == Unpooled.EMPTY_BUFFER ? buffers.lines().take() : lines;
            lines.writeBytes(in, start, end - start).writeShort(CRLF);
        }
    }

    /** The lines that came were those of an interim response. */
    void dropLines() {
        takeLines().release();
    }

    /** The next bytes are the body's. */
    void body(ByteBuf in, int length) {
        if (keepsBody) {
            body = body == Unpooled.EMPTY_BUFFER ? buffers.bodies().take() : body;
            body.writeBytes(in, length);
        } else {
            in.skipBytes(length);
        }
    }

    /**
     * Undoes the codings of the body.
     *
     * @throws IOException it is not coded like that, or too long
     */
    void decode(Decoder decoder, int codings, long mostBytes) throws IOException {
        if (codings != ContentCodings.NONE && body.isReadable()) {
            ByteBuf coded = body;
            body = decoder.decode(codings, coded, PooledByteBufAllocator.DEFAULT, mostBytes);
            coded.release();
        }
    }

    /** The lines, which from now on are the caller's to release. */
    ByteBuf takeLines() {
        ByteBuf taken = lines;
        lines = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    /** The body, which from now on is the caller's to release. */
    ByteBuf takeBody() {
        ByteBuf taken = body;
        body = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    void release() {
        takeLines().release();
        takeBody().release();
    }
}
