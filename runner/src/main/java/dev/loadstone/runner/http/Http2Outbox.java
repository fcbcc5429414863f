package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Frames on their way to the server: those of all streams within a turn of the loop go out in one write. */
final class Http2Outbox implements Runnable {
    static final int STREAM_WINDOW_BYTES = 8 << 20;
    static final int CONNECTION_WINDOW_BYTES = 64 << 20;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    private static final int BYTES = 4096;
    /** So many frames a server is answered that takes none of the answers. */
    private static final int MOST_ANSWERS = 10_000;

    private final ChannelHandlerContext context;
    private @Nullable ByteBuf frames;
    private boolean reading;
    private boolean scheduled;
    private int untaken;

    Http2Outbox(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Until this is told otherwise nothing goes out: the read under way may bring about more. */
    void reading(boolean reading) {
        this.reading = reading;
        if (!reading) {
            flush();
        }
    }

    /** Where the next frame belongs. */
    ByteBuf frames() {
        if (frames == null) {
            frames = context.alloc().directBuffer(BYTES);
            if (!reading && !scheduled) {
                scheduled = true;
                context.executor().execute(this);
            }
        }
        return frames;
    }

    @Override
    public void run() {
        scheduled = false;
        flush();
    }

    void flush() {
        ByteBuf ready = frames;
        if (ready != null) {
            frames = null;
            context.writeAndFlush(ready, context.voidPromise());
        }
    }

    ByteBuf head(int length, int type, int flags, int streamId) {
        return frames().writeMedium(length).writeByte(type).writeByte(flags).writeInt(streamId);
    }

    /** Of a frame that the server has asked for. */
    ByteBuf answer(int length, int type) throws Http2Fault {
        untaken = context.channel().isWritable() ? 0 : untaken + 1;
        if (untaken > MOST_ANSWERS) {
            throw new Http2Fault(Http2Fault.ENHANCE_YOUR_CALM);
        }
        return head(length, type, Http2Wire.ACK, 0);
    }

    /** No pushes, wide windows, and no header that HTTP/1.1 could not have. */
    void preface() {
        frames().writeBytes(PREFACE);
        head(18, Http2Wire.SETTINGS, 0, 0);
        setting(Http2Wire.ENABLE_PUSH, 0);
        setting(Http2Wire.INITIAL_WINDOW_SIZE, STREAM_WINDOW_BYTES);
        setting(Http2Wire.MAX_HEADER_LIST_SIZE, ResponseParser.MOST_HEADER_BYTES);
        widen(0, CONNECTION_WINDOW_BYTES - Http2Wire.WINDOW_BYTES);
    }

    private void setting(int number, int value) {
        frames().writeShort(number).writeInt(value);
    }

    void widen(int streamId, int bytes) {
        head(4, Http2Wire.WINDOW_UPDATE, 0, streamId).writeInt(bytes);
    }

    void reset(int streamId, int code) {
        head(4, Http2Wire.RST_STREAM, 0, streamId).writeInt(code);
    }

    void ping() {
        head(Long.BYTES, Http2Wire.PING, 0, 0).writeLong(0);
    }

    void goAway(int code) {
        head(8, Http2Wire.GOAWAY, 0, 0).writeInt(0).writeInt(code);
    }

    /** Puts the request's head into frames, of which it tells the bytes, and leaves its body. */
    int request(HpackEncoder encoder, ByteBuf request, int streamId) {
        ByteBuf out = frames();
        int start = out.writerIndex();
        encoder.encode(request, out.writeZero(Http2Wire.HEAD_BYTES));
        headers(out, start, request.isReadable() ? 0 : Http2Wire.END_STREAM, streamId);
        return out.writerIndex() - start;
    }

    /** The block was written behind the head of its frame, of which the length becomes known only now. */
    private void headers(ByteBuf out, int start, int flags, int streamId) {
        int length = out.writerIndex() - start - Http2Wire.HEAD_BYTES;
        if (length <= Http2Wire.FRAME_BYTES) {
            out.setMedium(start, length)
                    .setByte(start + 3, Http2Wire.HEADERS)
                    .setByte(start + 4, flags | Http2Wire.END_HEADERS)
                    .setInt(start + 5, streamId);
            return;
        }
        ByteBuf block = out.copy(start + Http2Wire.HEAD_BYTES, length);
        out.writerIndex(start);
        for (int type = Http2Wire.HEADERS; block.isReadable(); type = Http2Wire.CONTINUATION) {
            int part = Math.min(block.readableBytes(), Http2Wire.FRAME_BYTES);
            int last = part == block.readableBytes() ? Http2Wire.END_HEADERS : 0;
            head(part, type, last | (type == Http2Wire.HEADERS ? flags : 0), streamId);
            out.writeBytes(block, part);
        }
        block.release();
    }

    void close() {
        if (frames != null) {
            frames.release();
            frames = null;
        }
    }
}
