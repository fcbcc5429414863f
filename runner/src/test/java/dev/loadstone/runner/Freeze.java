package dev.loadstone.runner;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A target that answers at once, but for one stretch in which it holds every answer back until the stretch ends. */
final class Freeze implements TargetServer.Answering {
    private final long beginNanos;
    private final long endNanos;
    private final LongSupplier nanoTime;
    private long firstNanos;
    private volatile long heldNanos;

    /** Both after the first request. */
    Freeze(long beginMillis, long lengthMillis, LongSupplier nanoTime) {
        beginNanos = TimeUnit.MILLISECONDS.toNanos(beginMillis);
        endNanos = beginNanos + TimeUnit.MILLISECONDS.toNanos(lengthMillis);
        this.nanoTime = nanoTime;
    }

    @Override
    public void answer(ChannelHandlerContext to, long n) {
        long now = nanoTime.getAsLong();
        firstNanos = n == 1 ? now : firstNanos;
        long since = now - firstNanos;
        if (since < beginNanos || since >= endNanos) {
            TargetServer.say(to, TargetServer.OK);
        } else {
            to.executor().schedule(() -> release(to), endNanos - since, TimeUnit.NANOSECONDS);
        }
    }

    private void release(ChannelHandlerContext to) {
        if (heldNanos == 0) {
            heldNanos = nanoTime.getAsLong() - firstNanos - beginNanos;
        }
        TargetServer.say(to, TargetServer.OK);
    }

    /** How long it really stood still: a busy machine's timers are late. */
    double heldMicros() {
        return heldNanos / 1000.0;
    }
}
