package dev.loadstone.runner;

import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A target that answers at once, but for one stretch in which it holds every answer back. When the stretch ends it gives them in
 * the order in which they were asked for, so that who has waited longest is answered first.
 */
final class Freeze implements TargetServer.Answering {
    private final long beginNanos;
    private final long endNanos;
    private final LongSupplier nanoTime;
    private long firstNanos;
    private final long rank;
    private final Queue<ChannelHandlerContext> held = new ArrayDeque<>();
    private long released;
    private volatile long heldNanos;

    /**
     * @param beginMillis after the first request, for {@code lengthMillis}
     * @param rank of the answer, among those held back, whose time is taken
     */
    Freeze(long beginMillis, long lengthMillis, long rank, LongSupplier nanoTime) {
        this.rank = rank;
        beginNanos = TimeUnit.MILLISECONDS.toNanos(beginMillis);
        endNanos = beginNanos + TimeUnit.MILLISECONDS.toNanos(lengthMillis);
        this.nanoTime = nanoTime;
    }

    @Override
    public void answer(ChannelHandlerContext to, long n) {
        long now = nanoTime.getAsLong();
        firstNanos = n == 1 ? now : firstNanos;
        long since = now - firstNanos;
        if (since < beginNanos || since >= endNanos && held.isEmpty()) {
            TargetServer.say(to, TargetServer.OK);
            return;
        }
        if (held.isEmpty()) {
            to.executor().schedule(this::thaw, endNanos - since, TimeUnit.NANOSECONDS);
        }
        held.add(to);
    }

    private void thaw() {
        for (ChannelHandlerContext next = held.poll(); next != null; next = held.poll()) {
            if (++released == rank) {
                heldNanos = nanoTime.getAsLong() - firstNanos - beginNanos;
            }
            TargetServer.say(next, TargetServer.OK);
        }
    }

    /** From the beginning to that answer: the target's timers are late on a busy machine, and its answers take their time. */
    double heldMicros() {
        return heldNanos / 1000.0;
    }
}
