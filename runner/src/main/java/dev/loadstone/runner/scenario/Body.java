package dev.loadstone.runner.scenario;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * The body of a response in an array: reading each byte of it through a Netty buffer takes several times as long as one copy.
 * A thread has one, which its next response overwrites.
 */
final class Body {
    /** For requests of which nobody reads it. */
    static final Body NONE = new Body();

    /** What a rare larger body needs is not held on to. */
    private static final int MOST_KEPT = 1 << 20;

    private static final FastThreadLocal<Body> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected Body initialValue() {
            return new Body();
        }
    };

    private final JsonScanner scanner = new JsonScanner();
    private byte[] scratch = {};
    private byte[] bytes = scratch;
    private int start;
    private int end;

    private Body() {}

    /** Takes the readable bytes, and leaves them readable. */
    static Body of(ByteBuf buffer) {
        Body body = OF_THREAD.get();
        int length = buffer.readableBytes();
        if (buffer.hasArray()) {
            body.bytes = buffer.array();
            body.start = buffer.arrayOffset() + buffer.readerIndex();
        } else {
            body.bytes = body.room(length);
            body.start = 0;
            buffer.getBytes(buffer.readerIndex(), body.bytes, 0, length);
        }
        body.end = body.start + length;
        return body;
    }

    private byte[] room(int length) {
        if (length > MOST_KEPT) {
            return new byte[length];
        }
        if (scratch.length < length) {
            scratch = new byte[Math.min(MOST_KEPT, Integer.highestOneBit(length) * 2)];
        }
        return scratch;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index of its first byte. */
    int start() {
        return start;
    }

    /** Index after its last byte. */
    int end() {
        return end;
    }

    /** Whether there is a JSON value at the path; the scanner then knows where. */
    boolean has(JsonQuery query) {
        return scanner.find(bytes, start, end, query);
    }

    JsonScanner scanner() {
        return scanner;
    }
}
