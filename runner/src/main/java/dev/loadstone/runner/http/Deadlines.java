package dev.loadstone.runner.http;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of an event loop's requests. All wait equally long, so they expire in the order in which they came: a linked
 * list and one timer do, whatever the number of requests.
 */
final class Deadlines implements Runnable {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final long timeoutNanos;
    private final Consumer<Exchange> expired;
    private @Nullable Exchange first;
    private @Nullable Exchange last;
    private boolean armed;

    Deadlines(EventLoop loop, LongSupplier nanoTime, long timeoutNanos, Consumer<Exchange> expired) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.timeoutNanos = timeoutNanos;
        this.expired = expired;
    }

    void add(Exchange exchange, long now) {
        exchange.deadlineNanos = now + timeoutNanos;
        exchange.deadlineBefore = last;
        if (last == null) {
            first = exchange;
        } else {
            last.deadlineAfter = exchange;
        }
        last = exchange;
        if (!armed) {
            arm(timeoutNanos);
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
        exchange.deadlineNanos = Exchange.NEVER;
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        while (first != null && first.deadlineNanos <= now) {
            expired.accept(first);
        }
        armed = false;
        if (first != null) {
            arm(first.deadlineNanos - now);
        }
    }

    private void arm(long delayNanos) {
        armed = true;
        loop.schedule(this, delayNanos, TimeUnit.NANOSECONDS);
    }
}
