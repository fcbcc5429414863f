package dev.loadstone.runner.http;

import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Target;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One client on an event loop of its own, with a clock that a test can put forward. */
final class Clients implements AutoCloseable {
    private final EventLoopGroup group;
    private final AtomicLong aheadNanos = new AtomicLong();
    private final HttpClient client;
    final AtomicInteger ownLimits = new AtomicInteger();

    Clients(Target... targets) {
        this(Slice.WHOLE, Map.of(), targets);
    }

    Clients(Transport transport, Target... targets) {
        this(transport, Slice.WHOLE, Gate.OPEN, Map.of(), targets);
    }

    Clients(Map<String, byte[]> files, Target... targets) {
        this(Slice.WHOLE, files, targets);
    }

    Clients(Gate gate, Target... targets) {
        this(Transport.best(), Slice.WHOLE, gate, Map.of(), targets);
    }

    Clients(Slice share, Map<String, byte[]> files, Target... targets) {
        this(Transport.best(), share, Gate.OPEN, files, targets);
    }

    private Clients(Transport transport, Slice share, Gate gate, Map<String, byte[]> files, Target... targets) {
        group = transport.loops(1, "client");
        client = new HttpClient(
                group.next(),
                transport,
                List.of(targets),
                share,
                gate,
                files::get,
                this::nanoTime,
                ownLimits::incrementAndGet);
    }

    long nanoTime() {
        return System.nanoTime() + aheadNanos.get();
    }

    void pass(long millis) {
        aheadNanos.addAndGet(millis * 1_000_000);
    }

    /** On the client's thread, and done when this returns. */
    void onLoop(Consumer<HttpClient> task) {
        group.next().submit(() -> task.accept(client)).syncUninterruptibly();
    }

    /** From the client's thread. */
    HttpClient client() {
        return client;
    }

    Ask send(Ask ask) {
        onLoop(client -> client.send(ask, 0, nanoTime()));
        return ask;
    }

    String outcome(Ask ask) {
        return send(ask).outcome();
    }

    @Override
    public void close() {
        onLoop(HttpClient::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
