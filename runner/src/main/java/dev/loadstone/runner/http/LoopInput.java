package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Has the channels of an event loop read into the same buffer: each has read it out before the next one reads. */
final class LoopInput extends DefaultMaxMessagesRecvByteBufAllocator {
    private final LoopBuffer buffer;

    LoopInput(LoopBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return buffer.bytes();
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return buffer.take();
            }
        };
    }
}
