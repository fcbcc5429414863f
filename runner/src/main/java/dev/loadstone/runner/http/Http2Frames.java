package dev.loadstone.runner.http;

import static dev.loadstone.runner.http.Http2Wire.ACK;
import static dev.loadstone.runner.http.Http2Wire.END_HEADERS;
import static dev.loadstone.runner.http.Http2Wire.END_STREAM;
import static dev.loadstone.runner.http.Http2Wire.HEAD_BYTES;
import static dev.loadstone.runner.http.Http2Wire.PADDED;
import static dev.loadstone.runner.http.Http2Wire.PRIORITIZED;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Reads what a server sends on an HTTP/2 connection, where it lies. */
final class Http2Frames {
    private static final int NUMBER = 0x7fff_ffff;
    private static final int PING_BYTES = 8;
    private static final int PRIORITY_BYTES = 5;

    private final Http2Session session;
    private final Http2Responses responses;
    private ByteBuf rest = Unpooled.EMPTY_BUFFER;
    private boolean greeted;
    /** Of which stream's headers there is more to come; 0 for none. */
    private int headersOf;

    private boolean headersEnd;
    private int headersBytes;
    private ByteBuf block = Unpooled.EMPTY_BUFFER;

    Http2Frames(Http2Session session, Http2Responses responses) {
        this.session = session;
        this.responses = responses;
    }

    void read(ByteBuf in) throws Http2Fault {
        if (!session.listens()) {
            return;
        }
        if (rest.isReadable()) {
            rest.writeBytes(in);
            frames(rest);
            keepRest();
            return;
        }
        frames(in);
        if (in.isReadable()) {
            rest = session.context()
                    .alloc()
                    .buffer(Http2Wire.FRAME_BYTES + HEAD_BYTES)
                    .writeBytes(in);
        }
    }

    /** An idle connection keeps no buffer. */
    private void keepRest() {
        if (rest.isReadable()) {
            rest.discardReadBytes();
        } else {
            rest.release();
            rest = Unpooled.EMPTY_BUFFER;
        }
    }

    private void frames(ByteBuf in) throws Http2Fault {
        while (in.readableBytes() >= HEAD_BYTES && session.listens()) {
            int at = in.readerIndex();
            int length = in.getUnsignedMedium(at);
            check(length <= Http2Wire.FRAME_BYTES, Http2Fault.FRAME_SIZE);
            int end = at + HEAD_BYTES + length;
            if (end > in.writerIndex()) {
                return;
            }
            in.skipBytes(HEAD_BYTES);
            frame(in, end, in.getByte(at + 3), in.getByte(at + 4), in.getInt(at + 5) & NUMBER);
            in.readerIndex(end);
        }
    }

    private void frame(ByteBuf in, int end, int type, int flags, int stream) throws Http2Fault {
        check(greeted || type == Http2Wire.SETTINGS && (flags & ACK) == 0, Http2Fault.PROTOCOL);
        check(headersOf == 0 || type == Http2Wire.CONTINUATION && stream == headersOf, Http2Fault.PROTOCOL);
        greeted = true;
        switch (type) {
            case Http2Wire.DATA -> data(in, end, flags, stream);
            case Http2Wire.HEADERS -> headers(in, end, flags, stream);
            case Http2Wire.PRIORITY -> check(end - in.readerIndex() == PRIORITY_BYTES, Http2Fault.FRAME_SIZE);
            case Http2Wire.RST_STREAM -> responses.resetBy(known(stream), number(in, end));
            case Http2Wire.SETTINGS -> settings(in, end, flags, stream);
            case Http2Wire.PUSH_PROMISE -> throw new Http2Fault(Http2Fault.PROTOCOL);
            case Http2Wire.PING -> ping(in, end, flags, stream);
            case Http2Wire.GOAWAY -> goAway(in, end, stream);
            case Http2Wire.WINDOW_UPDATE -> window(in, end, stream);
            case Http2Wire.CONTINUATION -> continuation(in, end, flags);
            default -> {
                // Extensions, which are to be ignored.
            }
        }
    }

    private void data(ByteBuf in, int end, int flags, int stream) throws Http2Fault {
        int length = end - in.readerIndex();
        int last = unpadded(in, end, flags);
        responses.data(known(stream), in, last - in.readerIndex(), length, (flags & END_STREAM) != 0);
    }

    private void headers(ByteBuf in, int end, int flags, int stream) throws Http2Fault {
        known(stream);
        headersBytes = end - in.readerIndex() + HEAD_BYTES;
        int last = unpadded(in, end, flags);
        if ((flags & PRIORITIZED) != 0) {
            check(last - in.readerIndex() >= PRIORITY_BYTES, Http2Fault.FRAME_SIZE);
            in.skipBytes(PRIORITY_BYTES);
        }
        headersEnd = (flags & END_STREAM) != 0;
        if ((flags & END_HEADERS) != 0) {
            responses.headers(stream, in, last, headersBytes, headersEnd);
        } else {
            headersOf = stream;
            block = session.context().alloc().buffer().writeBytes(in, last - in.readerIndex());
        }
    }

    private void continuation(ByteBuf in, int end, int flags) throws Http2Fault {
        int stream = headersOf;
        check(stream != 0, Http2Fault.PROTOCOL);
        headersBytes += end - in.readerIndex() + HEAD_BYTES;
        check(headersBytes <= ResponseParser.MOST_HEADER_BYTES, Http2Fault.ENHANCE_YOUR_CALM);
        block.writeBytes(in, end - in.readerIndex());
        if ((flags & END_HEADERS) != 0) {
            headersOf = 0;
            ByteBuf whole = block;
            block = Unpooled.EMPTY_BUFFER;
            try {
                responses.headers(stream, whole, whole.writerIndex(), headersBytes, headersEnd);
            } finally {
                whole.release();
            }
        }
    }

    private static int unpadded(ByteBuf in, int end, int flags) throws Http2Fault {
        if ((flags & PADDED) == 0) {
            return end;
        }
        check(in.readerIndex() < end, Http2Fault.FRAME_SIZE);
        int last = end - in.readUnsignedByte();
        check(last >= in.readerIndex(), Http2Fault.PROTOCOL);
        return last;
    }

    private void settings(ByteBuf in, int end, int flags, int stream) throws Http2Fault {
        check(stream == 0, Http2Fault.PROTOCOL);
        if ((flags & ACK) == 0) {
            session.settings(in, end);
        } else {
            check(in.readerIndex() == end, Http2Fault.FRAME_SIZE);
        }
    }

    private void ping(ByteBuf in, int end, int flags, int stream) throws Http2Fault {
        check(stream == 0, Http2Fault.PROTOCOL);
        check(end - in.readerIndex() == PING_BYTES, Http2Fault.FRAME_SIZE);
        if ((flags & ACK) == 0) {
            session.outbox().answer(PING_BYTES, Http2Wire.PING).writeLong(in.readLong());
        }
    }

    private void goAway(ByteBuf in, int end, int stream) throws Http2Fault {
        check(stream == 0, Http2Fault.PROTOCOL);
        check(end - in.readerIndex() >= 2 * Integer.BYTES, Http2Fault.FRAME_SIZE);
        session.leaving(in.readInt() & NUMBER);
    }

    private void window(ByteBuf in, int end, int stream) throws Http2Fault {
        int more = number(in, end) & NUMBER;
        if (stream == 0) {
            check(more > 0, Http2Fault.PROTOCOL);
            responses.widened(more);
        } else {
            responses.widened(known(stream), more);
        }
    }

    private static int number(ByteBuf in, int end) throws Http2Fault {
        check(end - in.readerIndex() == Integer.BYTES, Http2Fault.FRAME_SIZE);
        return in.readInt();
    }

    /** Of a stream that is open, or was. */
    private int known(int stream) throws Http2Fault {
        check(session.hasOpened(stream), Http2Fault.PROTOCOL);
        return stream;
    }

    private static void check(boolean holds, int code) throws Http2Fault {
        if (!holds) {
            throw new Http2Fault(code);
        }
    }

    void close() {
        rest.release();
        rest = Unpooled.EMPTY_BUFFER;
        block.release();
        block = Unpooled.EMPTY_BUFFER;
    }
}
