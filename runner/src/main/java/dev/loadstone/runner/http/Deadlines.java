package dev.loadstone.runner.http;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of requests that wait equally long, so that they expire in the order in which they came: a linked list and one
 * timer do, whatever the number of requests.
 */
final class Deadlines implements Runnable {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final long timeoutNanos;
    private final Consumer<Exchange> expired;
    private @Nullable Exchange first;
    private @Nullable Exchange last;
    /** When the timer rings; {@link Long#MAX_VALUE} where none is set. */
    private long armedNanos = Long.MAX_VALUE;

    Deadlines(EventLoop loop, LongSupplier nanoTime, long timeoutNanos, Consumer<Exchange> expired) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.timeoutNanos = timeoutNanos;
        this.expired = expired;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    void add(Exchange exchange, long now) {
        exchange.limitNanos = timeoutNanos;
        exchange.deadlineNanos = now + timeoutNanos;
        insert(exchange, last);
        arm(now);
    }

    /** The exchange goes on with the deadline that it had. */
    void restore(Exchange exchange) {
        Exchange before = last;
        while (before != null && before.deadlineNanos > exchange.deadlineNanos) {
            before = before.deadlineBefore;
        }
        insert(exchange, before);
        arm(nanoTime.getAsLong());
    }

    private void insert(Exchange exchange, @Nullable Exchange before) {
        Exchange after = before == null ? first : before.deadlineAfter;
        exchange.deadlines = this;
        exchange.deadlineBefore = before;
        exchange.deadlineAfter = after;
        if (before == null) {
            first = exchange;
        } else {
            before.deadlineAfter = exchange;
        }
        if (after == null) {
            last = exchange;
        } else {
            after.deadlineBefore = exchange;
        }
    }

    void remove(Exchange exchange) {
        Exchange before = exchange.deadlineBefore;
        Exchange after = exchange.deadlineAfter;
        if (before == null) {
            first = after;
        } else {
            before.deadlineAfter = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.deadlineBefore = before;
        }
        exchange.deadlineBefore = null;
        exchange.deadlineAfter = null;
        exchange.deadlines = null;
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        if (armedNanos <= now) {
            armedNanos = Long.MAX_VALUE;
        }
        try {
            while (first != null && first.deadlineNanos <= now) {
                expired.accept(first);
            }
        } finally {
            // Whatever became of one: without a timer the others would never expire.
            arm(now);
        }
    }

    private void arm(long now) {
        if (first != null && first.deadlineNanos < armedNanos) {
            armedNanos = first.deadlineNanos;
            loop.schedule(this, armedNanos - now, TimeUnit.NANOSECONDS);
        }
    }
}
