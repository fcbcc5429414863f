package dev.loadstone.runner.http;

import io.netty.channel.EventLoop;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The deadlines of an event loop's requests by how long they wait: a plan has few different timeouts. */
final class Timeouts {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Consumer<Exchange> expired;
    private final LongObjectMap<Deadlines> byNanos = new LongObjectHashMap<>();
    private Deadlines latest;

    Timeouts(EventLoop loop, LongSupplier nanoTime, Consumer<Exchange> expired) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.expired = expired;
        latest = new Deadlines(loop, nanoTime, 0, expired);
    }

    Deadlines of(long timeoutNanos) {
        if (latest.timeoutNanos() != timeoutNanos) {
            latest = find(timeoutNanos);
        }
        return latest;
    }

    private Deadlines find(long timeoutNanos) {
        Deadlines found = byNanos.get(timeoutNanos);
        if (found == null) {
            found = new Deadlines(loop, nanoTime, timeoutNanos, expired);
            byNanos.put(timeoutNanos, found);
        }
        return found;
    }
}
