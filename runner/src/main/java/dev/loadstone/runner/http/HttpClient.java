package dev.loadstone.runner.http;

import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Target;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The HTTP client of one event loop, on whose thread alone it may be used. */
public final class HttpClient implements AutoCloseable {
    private final List<HttpSender> senders;

    /**
     * @param targets by whose places in this list requests name their own
     * @param share the loop's part of limits that hold for the whole test
     * @param files content of the plan's files by name
     * @param ownLimitReached told when this machine has no port, descriptor or memory left for a connection
     */
    public HttpClient(
            EventLoop loop,
            Transport transport,
            List<Target> targets,
            Slice share,
            Function<String, byte[]> files,
            LongSupplier nanoTime,
            Runnable ownLimitReached) {
        senders = targets.stream()
                .map(target -> new HttpSender(loop, transport, target, nanoTime, ownLimitReached))
                .toList();
    }

    /** Sends it now; it will end within its timeout, and never before this returns. */
    public void send(Exchange exchange, int target, long now) {
        senders.get(target).send(exchange, now);
    }

    /** Sends a further request of an exchange that has just been responded to; the exchange's timeout goes on. */
    public void follow(Exchange exchange, int target, long now) {
        senders.get(target).send(exchange, now);
    }

    /** Gives up on an exchange that is under way; it will not hear of it any more. */
    public void abandon(Exchange exchange) {
        senders.getFirst().abandon(exchange);
    }

    /** The user has gone: what connections it kept close. */
    public void leave(Wallet wallet) {}

    /** Opens this loop's part of the connections that are to be open before the start; done when each is open or has failed. */
    public CompletionStage<Void> preconnect() {
        return CompletableFuture.completedStage(null);
    }

    /** Closes all connections. */
    @Override
    public void close() {
        senders.forEach(HttpSender::close);
    }
}
