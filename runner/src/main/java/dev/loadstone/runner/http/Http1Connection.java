package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that speaks HTTP/1.1: it carries one exchange at a time. */
final class Http1Connection extends Connection {
    /** The first four bytes of requests with these methods. */
    private static final int HEAD = 0x48454144;

    private static final int POST = 0x504F5354;
    private static final int PATCH = 0x50415443;

    private final HttpClient client;
    private final Wanted wanted;
    private final ResponseParser parser;
    private final long mostBytes;
    private @Nullable Exchange exchange;
    /** It is on the wire, and no longer waits for the end of the loop's turn. */
    private boolean departed;

    private boolean repeatable;
    private boolean answered;

    Http1Connection(Pool pool, Site site) {
        super(pool, site);
        client = site.client();
        wanted = new Wanted(client.buffers());
        parser = new ResponseParser(wanted);
        mostBytes = site.target().maxResponseBytes();
    }

    @Override
    void send(Exchange next, long now) {
        exchange = next;
        departed = false;
        answered = false;
        next.seated(this, now);
        client.departures().add(this);
    }

    /** The loop's turn ends: the exchange goes out, if it still wants to. */
    void depart() {
        Exchange next = exchange;
        if (next == null || departed) {
            return;
        }
        ByteBuf request = client.buffers().requests().take();
        try {
            next.encode(request);
        } catch (IllegalStateException e) {
            request.release();
            exchange = null;
            pool.release(this, client.now());
            client.fail(next, ErrorClass.Kind.CAPTURE, client.now());
            return;
        }
        departed = true;
        requests++;
        wanted.begin(next.readsHead(), next.readsWholeHead(), next.readsBody());
        int method = request.getInt(request.readerIndex());
        repeatable = method != POST && method != PATCH;
        parser.begin(method == HEAD, mostBytes);
        next.written(request.readableBytes(), client.now());
        ChannelHandlerContext out = context();
        out.writeAndFlush(request, out.voidPromise());
    }

    @Override
    void abandon(Exchange given) {
        exchange = null;
        close();
    }

    @Override
    void close() {
        wanted.release();
        context().close();
    }

    @Override
    boolean isBusy() {
        return exchange != null;
    }

    @Override
    boolean isFit(long now) {
        return site.isFresh(this, now);
    }

    @Override
    void retire() {
        pool.lost(this);
        if (exchange == null) {
            close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var in = (ByteBuf) message;
        try {
            read(in);
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        Exchange current = exchange;
        if (current == null || !departed) {
            // Nothing was asked, so whatever this is it can't be trusted to be the answer to the next request.
            pool.lost(this);
            close();
            return;
        }
        long now = client.now();
        answered = true;
        current.received(in.readableBytes(), now);
        parser.read(in);
        if (parser.isWhole()) {
            boolean keeps = parser.keepsAlive() && !in.isReadable() && isWritten();
            complete(current, keeps && requests < site.mostRequests(), now);
        } else if (parser.isBroken()) {
            fail(current, parser.failure());
        }
    }

    /** What is left of a request that was answered before all of it was sent would go before the next one. */
    private boolean isWritten() {
        ChannelOutboundBuffer unsent = context().channel().unsafe().outboundBuffer();
        return unsent != null && unsent.isEmpty();
    }

    private void fail(Exchange current, ErrorClass.Kind kind) {
        abandon(current);
        client.fail(current, kind, client.now());
    }

    private void complete(Exchange current, boolean keep, long now) {
        if (!decode()) {
            fail(current, ErrorClass.Kind.BODY);
            return;
        }
        // With the connection go the parser and what it kept, to whoever waits for it.
        int status = parser.status();
        ByteBuf lines = wanted.takeLines();
        ByteBuf content = wanted.takeBody();
        exchange = null;
        if (keep) {
            kept = true;
            idleSinceNanos = now;
            pool.release(this, now);
        } else {
            context().close();
        }
        try {
            client.responded(current, status, lines, content, now);
        } finally {
            lines.release();
            content.release();
        }
    }

    private boolean decode() {
        try {
            wanted.decode(client.decoder(), parser.codings(), mostBytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Exchange current = exchange;
        pool.lost(this);
        site.lost(this);
        if (current == null) {
            wanted.release();
        } else if (!departed) {
            exchange = null;
            pool.sendOverAny(current, client.now());
        } else if (parser.closed()) {
            complete(current, false, client.now());
        } else {
            exchange = null;
            wanted.release();
            cutOff(current);
        }
    }

    /**
     * The server closed before the response was whole. Where it was a connection that had been idle, not a byte came back, and
     * the request may be repeated (RFC 9110, 9.2.2), most likely the server had closed it as idle before the request reached it,
     * so that it is fair to try once more.
     */
    private void cutOff(Exchange current) {
        long now = client.now();
        if (kept && repeatable && !answered && !current.retried) {
            pool.sendOverNew(current, now);
        } else {
            client.fail(current, ErrorClass.Kind.CLOSED, now);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Exchange current = exchange;
        if (current != null && DialFailure.isTls(cause)) {
            // With TLS 1.3 a server says only after the handshake that it does not like the client's certificate.
            fail(current, ErrorClass.Kind.TLS);
        } else {
            context.close();
        }
    }
}
