package dev.loadstone.runner.scenario.template;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/** A buffer for what is written in order to be looked at, one for a thread. */
public final class Scratch {
    /** What a rare larger one needs is not held on to. */
    private static final int MOST_KEPT = 1 << 16;

    private static final FastThreadLocal<ByteBuf> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            return Unpooled.buffer();
        }
    };

    private Scratch() {}

    /** Empty, and with an array; good until it is taken again. */
    public static ByteBuf take() {
        ByteBuf buffer = OF_THREAD.get();
        if (buffer.capacity() > MOST_KEPT) {
            buffer = Unpooled.buffer();
            OF_THREAD.set(buffer);
        }
        return buffer.clear();
    }
}
