package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** A buffer of an event loop that serves again, as long as nobody holds it any more when the next one is needed. */
final class LoopBuffer implements AutoCloseable {
    /** One that grew beyond is not kept. */
    private static final int MOST_BYTES = 256 * 1024;

    private final int bytes;
    private @Nullable ByteBuf buffer;
    private boolean closed;

    /** @param bytes that it has room for before it must grow */
    LoopBuffer(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** An empty one, to be released by whoever takes it. */
    ByteBuf take() {
        ByteBuf last = buffer;
        if (last != null && last.refCnt() == 1 && last.capacity() <= MOST_BYTES) {
            return last.clear().retain();
        }
        if (last != null) {
            last.release();
        }
        ByteBuf next = PooledByteBufAllocator.DEFAULT.directBuffer(bytes);
        buffer = closed ? null : next.retain();
        return next;
    }

    /** Whatever is taken later is not kept. */
    @Override
    public void close() {
        closed = true;
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
