package dev.loadstone.runner.scenario.response;

import io.netty.buffer.ByteBuf;

/** What is readable in a buffer, as an array: to read each byte through the buffer takes several times as long as one copy. */
public final class Snapshot {
    /** What a rare larger one needs is not held on to. */
    private static final int MOST_KEPT = 1 << 20;

    private byte[] scratch = {};
    private byte[] bytes = scratch;
    private int start;
    private int end;

    /** Takes the readable bytes, and leaves them readable. */
    void take(ByteBuf buffer) {
        int length = buffer.readableBytes();
        if (buffer.hasArray()) {
            bytes = buffer.array();
            start = buffer.arrayOffset() + buffer.readerIndex();
        } else {
            bytes = room(length);
            start = 0;
            buffer.getBytes(buffer.readerIndex(), bytes, 0, length);
        }
        end = start + length;
    }

    void clear() {
        bytes = scratch;
        start = 0;
        end = 0;
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

    public byte[] bytes() {
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
}
