package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/1.1 client of one event loop, on whose thread alone it may be used. A request goes out on the connection that
 * became idle last, or on a new one: there are as many connections as requests were under way at once.
 */
final class HttpSender implements AutoCloseable {
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Dialer dialer;
    private final Deadlines deadlines;
    private final Set<Connection> open = new HashSet<>();
    private final Runnable ownLimitReached;
    private @Nullable Connection newest;

    /** @param ownLimitReached told when this machine has no port, descriptor or memory left for a connection */
    HttpSender(EventLoop loop, Transport transport, Target target, LongSupplier nanoTime, Runnable ownLimitReached) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.ownLimitReached = ownLimitReached;
        dialer = new Dialer(loop, transport, target);
        deadlines = new Deadlines(loop, nanoTime, target.requestTimeoutMillis() * 1_000_000, this::expired);
    }

    /** Sends it now; it will end within the request timeout, and never before this returns. */
    void send(Exchange exchange, long now) {
        exchange.pick(now);
        deadlines.add(exchange, now);
        Connection idle = newest;
        if (idle == null) {
            dial(exchange, now);
        } else {
            unlink(idle);
            idle.send(exchange, now);
        }
    }

    /** Gives up on an exchange that is under way; it will not hear of it any more. */
    void abandon(Exchange exchange) {
        Connection connection = exchange.connection;
        end(exchange);
        if (connection != null) {
            connection.abandon();
        }
    }

    /** Closes all connections. */
    @Override
    public void close() {
        Set.copyOf(open).forEach(Connection::close);
        dialer.close();
    }

    private void dial(Exchange exchange, long began) {
        var connection = new Connection(this, nanoTime);
        long turn = ++exchange.turn;
        dialer.dial(connection).addListener(dialled -> {
            // A dial may fail at once, inside of send; its listener must hear of it later.
            if (dialled.isSuccess()) {
                dialled(connection, exchange, turn, began);
            } else {
                loop.execute(() -> failed(exchange, turn, DialFailure.of(dialled.cause())));
            }
        });
    }

    private void dialled(Connection connection, Exchange exchange, long turn, long began) {
        open.add(connection);
        if (exchange.turn != turn) {
            release(connection);
            return;
        }
        long now = nanoTime.getAsLong();
        exchange.connected(now - began);
        connection.send(exchange, now);
    }

    private void failed(Exchange exchange, long turn, DialFailure failure) {
        if (failure.ownLimit()) {
            ownLimitReached.run();
        }
        if (exchange.turn == turn) {
            fail(exchange, failure.kind(), nanoTime.getAsLong());
        }
    }

    private void expired(Exchange exchange) {
        abandon(exchange);
        exchange.failed(ErrorClass.Kind.TIMEOUT, nanoTime.getAsLong());
    }

    private void fail(Exchange exchange, ErrorClass.Kind kind, long now) {
        end(exchange);
        exchange.failed(kind, now);
    }

    private void end(Exchange exchange) {
        deadlines.remove(exchange);
        exchange.connection = null;
        exchange.turn++;
    }

    void responded(Exchange exchange, int status, ByteBuf body, long now) {
        end(exchange);
        exchange.responded(status, Unpooled.EMPTY_BUFFER, body, now);
    }

    void broken(Exchange exchange, long now) {
        fail(exchange, ErrorClass.Kind.PROTOCOL, now);
    }

    /** A value that it needs was never captured. */
    void unsendable(Exchange exchange) {
        long turn = ++exchange.turn;
        loop.execute(() -> failed(exchange, turn, new DialFailure(ErrorClass.Kind.CAPTURE, false)));
    }

    /**
     * The server closed before the response was whole.
     *
     * @param unseen it was a used connection, not a byte came back, and the request may be repeated (RFC 9110, 9.2.2): most
     *     likely the server had closed it as idle before the request reached it, so that it is fair to try once more
     */
    void closed(Exchange exchange, boolean unseen, long now) {
        exchange.connection = null;
        if (unseen && !exchange.retried) {
            exchange.retried = true;
            dial(exchange, now);
        } else {
            fail(exchange, ErrorClass.Kind.CLOSED, now);
        }
    }

    void release(Connection connection) {
        connection.idle = true;
        connection.older = newest;
        if (newest != null) {
            newest.newer = connection;
        }
        newest = connection;
    }

    /** It closed while no exchange was on it. */
    void lost(Connection connection) {
        open.remove(connection);
        if (connection.idle) {
            unlink(connection);
        }
    }

    private void unlink(Connection connection) {
        if (connection.newer == null) {
            newest = connection.older;
        } else {
            connection.newer.older = connection.older;
        }
        if (connection.older != null) {
            connection.older.newer = connection.newer;
        }
        connection.newer = null;
        connection.older = null;
        connection.idle = false;
    }
}
