package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 responses from pieces of any size, one after the other. It looks only at what it must know to find the end of
 * the response, and keeps header lines and body only where it was asked to.
 */
final class ResponseParser {
    static final int MOST_HEADER_BYTES = 64 * 1024;

    private enum State {
        STATUS_LINE,
        HEADERS,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        BODY_UNTIL_CLOSE,
        WHOLE,
        BROKEN,
        TOO_LONG
    }

    private final ResponseHead head = new ResponseHead();
    private final Wanted wanted;
    private State state = State.WHOLE;
    private boolean headOnly;
    private int lineBytes;
    private long remaining;
    /** Bytes of the body that are still taken. */
    private long room;

    /** The beginning of a line whose end has not come yet. */
    private @Nullable ByteBuf cut;

    /** @param wanted where header lines go, and the body as it is coded */
    ResponseParser(Wanted wanted) {
        this.wanted = wanted;
    }

    /**
     * Gets ready for the next response.
     *
     * @param headOnly the request was a HEAD
     * @param mostBytes that the body may have
     */
    void begin(boolean headOnly, long mostBytes) {
        this.headOnly = headOnly;
        room = mostBytes;
        if (cut != null) {
            cut.clear();
        }
        nextHead();
    }

    /** Takes the bytes that belong to this response. */
    void read(ByteBuf in) {
        while (in.isReadable()) {
            switch (state) {
                case STATUS_LINE, HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS -> readLine(in);
                case FIXED_BODY, CHUNK_DATA, BODY_UNTIL_CLOSE -> readBody(in);
                case WHOLE, BROKEN, TOO_LONG -> {
                    return;
                }
            }
        }
    }

    /** The server closed: whether that made the response whole. */
    boolean closed() {
        if (state == State.BODY_UNTIL_CLOSE) {
            state = State.WHOLE;
        }
        return state == State.WHOLE;
    }

    boolean isWhole() {
        return state == State.WHOLE;
    }

    /** What came is not HTTP, or is larger than is taken. */
    boolean isBroken() {
        return state == State.BROKEN || state == State.TOO_LONG;
    }

    /** What is wrong with a broken one. */
    ErrorClass.Kind failure() {
        return state == State.TOO_LONG ? ErrorClass.Kind.BODY : ErrorClass.Kind.PROTOCOL;
    }

    int status() {
        return head.status;
    }

    /** The {@link ContentCodings} of the body. */
    int codings() {
        return head.codings;
    }

    boolean keepsAlive() {
        return head.keepAlive;
    }

    private void nextHead() {
        state = State.STATUS_LINE;
        head.clear();
        lineBytes = 0;
    }

    private void readLine(ByteBuf in) {
        int start = in.readerIndex();
        int feed = in.indexOf(start, in.writerIndex(), (byte) '\n');
        int length = (feed < 0 ? in.writerIndex() : feed + 1) - start;
        lineBytes += length;
        if (lineBytes > MOST_HEADER_BYTES) {
            state = State.BROKEN;
        } else if (feed < 0 || cut != null && cut.isReadable()) {
            cut = cut == null ? Unpooled.buffer(256) : cut;
            cut.writeBytes(in, length);
            if (feed >= 0) {
                line(cut, 0, trimmed(cut, 0, cut.writerIndex() - 1));
                cut.clear();
            }
        } else {
            in.readerIndex(feed + 1);
            line(in, start, trimmed(in, start, feed));
        }
    }

    private static int trimmed(ByteBuf in, int start, int feed) {
        return feed > start && in.getByte(feed - 1) == '\r' ? feed - 1 : feed;
    }

    private void line(ByteBuf in, int start, int end) {
        switch (state) {
            case STATUS_LINE -> state = head.readStatusLine(in, start, end) ? State.HEADERS : State.BROKEN;
            case HEADERS -> header(in, start, end);
            case CHUNK_SIZE -> chunk(ResponseHead.hexadecimal(in, start, end));
            case CHUNK_END -> state = start == end ? State.CHUNK_SIZE : State.BROKEN;
            case TRAILERS -> state = start == end ? State.WHOLE : State.TRAILERS;
            case FIXED_BODY, CHUNK_DATA, BODY_UNTIL_CLOSE, WHOLE, BROKEN, TOO_LONG -> throw new IllegalStateException();
        }
    }

    private void header(ByteBuf in, int start, int end) {
        if (start < end) {
            wanted.line(head.status, in, start, end);
            state = head.readHeader(in, start, end) ? State.HEADERS : State.BROKEN;
        } else if (head.status == 101) {
            state = State.BROKEN;
        } else if (head.status < 200) {
            wanted.dropLines();
            nextHead();
        } else if (headOnly || head.status == 204 || head.status == 304) {
            state = State.WHOLE;
        } else if (head.chunked) {
            state = State.CHUNK_SIZE;
            lineBytes = 0;
        } else if (head.contentLength >= 0) {
            remaining = head.contentLength;
            state = remaining == 0 ? State.WHOLE : remaining > room ? State.TOO_LONG : State.FIXED_BODY;
        } else {
            head.keepAlive = false;
            remaining = Long.MAX_VALUE;
            state = State.BODY_UNTIL_CLOSE;
        }
    }

    private void chunk(long size) {
        remaining = size;
        lineBytes = 0;
        state = size < 0 ? State.BROKEN : size == 0 ? State.TRAILERS : State.CHUNK_DATA;
    }

    private void readBody(ByteBuf in) {
        int length = (int) Math.min(remaining, in.readableBytes());
        room -= length;
        if (room < 0) {
            state = State.TOO_LONG;
            return;
        }
        wanted.body(in, length);
        if (state == State.BODY_UNTIL_CLOSE) {
            return;
        }
        remaining -= length;
        if (remaining == 0) {
            state = state == State.CHUNK_DATA ? State.CHUNK_END : State.WHOLE;
        }
    }
}
