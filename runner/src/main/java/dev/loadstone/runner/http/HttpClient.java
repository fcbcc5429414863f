package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Slice;
import dev.loadstone.protocol.Target;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The HTTP client of one event loop, on whose thread alone it may be used. A request goes out on the connection that became
 * idle last among those that its user may use, or on a new one, as far as the target's limits allow. Of a limit on connections for
 * the whole test each client has its part, and at least one.
 */
public final class HttpClient implements AutoCloseable {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Runnable ownLimitReached;
    private final Timeouts timeouts;
    private final Decoder decoder = new Decoder();
    private final LoopBuffers buffers = new LoopBuffers();
    private final Departures departures;
    private final Site[] sites;
    private final boolean isFenced;

    /**
     * @param targets by whose places in this list requests name their own
     * @param share the loop's part of limits that hold for the whole test
     * @param gate what the addresses of targets must pass
     * @param files content of the plan's files by name
     * @param ownLimitReached told when this machine has no port, descriptor or memory left for a connection
     * @throws IllegalArgumentException names the target whose certificates or key can't be read
     */
    public HttpClient(
            EventLoop loop,
            Transport transport,
            List<Target> targets,
            Slice share,
            Gate gate,
            Function<String, byte[]> files,
            LongSupplier nanoTime,
            Runnable ownLimitReached) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.ownLimitReached = ownLimitReached;
        departures = new Departures(loop);
        timeouts = new Timeouts(loop, nanoTime, this::expired);
        sites = new Site[targets.size()];
        for (int i = 0; i < sites.length; i++) {
            Target target = targets.get(i);
            var dialer = new Dialer(loop, transport, target, share.offset(), gate, files);
            sites[i] = new Site(i, this, target, share, dialer);
        }
        isFenced = !gate.isOpen();
    }

    /** Sends it now; it will end within its timeout, and never before this returns. */
    public void send(Exchange exchange, int target, long now) {
        Site site = sites[target];
        if (exchange.deadlines != null) {
            exchange.deadlines.remove(exchange);
        }
        exchange.pick(now);
        exchange.turn++;
        long own = exchange.timeoutNanos();
        timeouts.of(own == 0 ? site.timeoutNanos() : own).add(exchange, now);
        site.pool(exchange).send(exchange, now);
    }

    /**
     * Sends a further request of an exchange that has been responded to: its deadline, and the instants at which it was picked
     * up and first written, stay, and its bytes add up.
     */
    public void follow(Exchange exchange, int target, long now) {
        exchange.hop();
        exchange.turn++;
        if (exchange.deadlines == null) {
            timeouts.of(exchange.limitNanos).restore(exchange);
        }
        sites[target].pool(exchange).send(exchange, now);
    }

    /** Gives up on an exchange that is under way; it will not hear of it any more. */
    public void abandon(Exchange exchange) {
        Connection connection = exchange.connection;
        end(exchange);
        if (connection != null) {
            connection.abandon(exchange);
        }
    }

    /** The user has gone: the connections that it kept close. */
    public void leave(Wallet wallet) {
        wallet.leave();
    }

    /** Opens this loop's part of the connections that are to be open before the start; done when each is open or has failed. */
    public CompletionStage<Void> preconnect() {
        var opening = new ArrayList<CompletableFuture<?>>();
        for (Site site : sites) {
            if (isFenced) {
                site.dialer().lookUp();
            }
            opening.addAll(site.preconnect());
        }
        return CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new));
    }

    /** Closes all connections. */
    @Override
    public void close() {
        for (Site site : sites) {
            site.close();
        }
        decoder.close();
        buffers.close();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    void ownLimitReached() {
        ownLimitReached.run();
    }

    Decoder decoder() {
        return decoder;
    }

    Departures departures() {
        return departures;
    }

    LoopBuffers buffers() {
        return buffers;
    }

    private void expired(Exchange exchange) {
        abandon(exchange);
        exchange.failed(ErrorClass.Kind.TIMEOUT, now());
    }

    void fail(Exchange exchange, ErrorClass.Kind kind, long now) {
        end(exchange);
        exchange.failed(kind, now);
    }

    private static void end(Exchange exchange) {
        if (exchange.pool != null) {
            exchange.pool.remove(exchange);
        }
        if (exchange.deadlines != null) {
            exchange.deadlines.remove(exchange);
        }
        exchange.connection = null;
        exchange.turn++;
    }

    /** Its deadline goes on while it is told: what it does then may be to follow a redirect. */
    void responded(Exchange exchange, int status, ByteBuf head, ByteBuf body, long now) {
        exchange.connection = null;
        long turn = ++exchange.turn;
        try {
            exchange.responded(status, head, body, now);
        } catch (RuntimeException e) {
            // The connection is not to blame, and another exchange may have it by now: the thread is told.
            loop.execute(() -> {
                throw e;
            });
        }
        if (exchange.turn == turn && exchange.deadlines != null) {
            exchange.deadlines.remove(exchange);
        }
    }

    /** Nothing of it can be sent, most likely since a value was never captured. It must not hear of it before it is sent. */
    void unsendable(Exchange exchange, ErrorClass.Kind kind) {
        long turn = ++exchange.turn;
        loop.execute(() -> {
            if (exchange.turn == turn) {
                fail(exchange, kind, now());
            }
        });
    }
}
