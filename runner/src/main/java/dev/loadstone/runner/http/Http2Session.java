package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection that speaks HTTP/2: it carries as many exchanges at a time as the server lets it. */
final class Http2Session extends Connection {
    private static final int REQUEST_BYTES = 512;

    private final Opening opening;
    private final HttpClient client;
    private final Http2Codec codec;
    private final Http2Connection.PropertyKey key;
    private boolean settled;
    private boolean retired;
    private ErrorClass.@Nullable Kind broken;

    Http2Session(Opening opening) {
        super(opening.pool(), opening.site());
        this.opening = opening;
        client = site.client();
        codec = Http2Codec.of(this);
        key = codec.connection().newKey();
    }

    Http2Codec codec() {
        return codec;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        super.handlerAdded(context);
        if (context.channel().isActive()) {
            begin(context);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin(context);
        context.fireChannelActive();
    }

    /** The time to connect was limited by itself: from now on the server has as much for its settings. */
    private void begin(ChannelHandlerContext context) {
        context.flush();
        context.executor()
                .schedule(
                        () -> unsettled("no settings within the connect timeout"),
                        site.target().connectTimeoutMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void unsettled(String reason) {
        if (!settled) {
            opening.fail(new ProtocolException("no HTTP/2: " + reason));
            context().close();
        }
    }

    /** The server has said how many streams it takes. */
    void settled() {
        int streams = codec.connection().local().maxActiveStreams();
        if (settled) {
            regain();
        } else if (streams == 0) {
            unsettled("the server takes no streams");
        } else {
            settled = true;
            site.carries(streams);
            codec.widen();
            opening.succeed(this);
        }
    }

    @Override
    void send(Exchange next, long now) {
        ByteBuf bytes = context().alloc().directBuffer(REQUEST_BYTES);
        try {
            next.encode(bytes);
        } catch (IllegalStateException e) {
            bytes.release();
            client.unsendable(next, ErrorClass.Kind.CAPTURE);
            pool.release(this, now);
            return;
        }
        var request = Http2Request.of(bytes, site.target().scheme());
        var download = new Http2Download(next, request.repeatable(), kept);
        int id = codec.open(request);
        Http2Stream stream = codec.connection().stream(id);
        if (stream == null) {
            request.release();
            if (codec.isTooLong()) {
                client.unsendable(next, ErrorClass.Kind.PROTOCOL);
                pool.release(this, now);
            } else {
                retire();
                refused(next, now);
            }
            return;
        }
        stream.setProperty(key, download);
        requests++;
        next.streamId = id;
        next.written(this, 0, now);
        download.begin(context().alloc());
        download.sent(codec.send(id, request));
        codec.flushSoon();
        if (!idle && hasRoom()) {
            pool.link(this);
        }
    }

    private boolean hasRoom() {
        return settled
                && !retired
                && requests < site.mostRequests()
                && codec.connection().local().canOpenStream();
    }

    /** The download of a stream that somebody waits for. */
    @Nullable
    Http2Download download(int streamId) {
        Http2Stream stream = codec.connection().stream(streamId);
        Http2Download download = stream == null ? null : stream.getProperty(key);
        return download == null || download.isOver() ? null : download;
    }

    /** Gives up on a stream: what it ends with is what its download says. */
    void reset(int streamId) {
        if (codec.connection().stream(streamId) != null) {
            codec.reset(streamId);
            codec.flushSoon();
            codec.forget(streamId);
        }
    }

    @Override
    void abandon(Exchange exchange) {
        Http2Download download = download(exchange.streamId);
        if (download != null && download.exchange() == exchange) {
            download.abandon();
            reset(exchange.streamId);
        }
    }

    /** The stream is no more: the only place where its exchange ends, and where there is room for another one. */
    void ended(Http2Stream stream) {
        Http2Download download = stream.removeProperty(key);
        long now = client.now();
        if (download != null) {
            kept |= download.isWhole();
            idleSinceNanos = now;
        }
        regain();
        if (download != null) {
            finish(download, now);
        }
        if (requests >= site.mostRequests() || retired) {
            retire();
        }
    }

    private void regain() {
        if (idle && !isBusy()) {
            pool.rested(this);
        } else if (!idle && context().channel().isActive() && hasRoom()) {
            pool.release(this, client.now());
        }
    }

    private void finish(Http2Download download, long now) {
        Exchange exchange = download.exchange();
        try (download) {
            if (exchange == null) {
                return;
            }
            if (download.isWhole()) {
                download.decode(
                        client.decoder(), context().alloc(), site.target().maxResponseBytes());
                client.responded(exchange, download.status(), download.head(), download.body(), now);
            } else if (download.isRefused()) {
                refused(exchange, now);
            } else if (download.isUnseen() && broken == null && !exchange.retried) {
                pool.sendOverNew(exchange, now);
            } else {
                ErrorClass.Kind kind = download.failure();
                client.fail(exchange, kind != null ? kind : broken != null ? broken : ErrorClass.Kind.CLOSED, now);
            }
        } catch (IOException e) {
            if (exchange != null) {
                client.fail(exchange, ErrorClass.Kind.BODY, now);
            }
        }
    }

    /** The server has not looked at the request, so that it is fair to try once more. */
    private void refused(Exchange exchange, long now) {
        if (exchange.retried) {
            client.fail(exchange, ErrorClass.Kind.CLOSED, now);
        } else {
            pool.sendOverAny(exchange, now);
        }
    }

    /** The server, or this side of its faults, ends the connection. */
    void broken(ErrorClass.Kind kind) {
        if (broken == null) {
            broken = kind;
        }
        retired = true;
        pool.lost(this);
        unsettled("what came is no such thing");
    }

    /** The server takes no further streams, and none above this one. */
    void leaving(int lastStreamId) throws Http2Exception {
        retired = true;
        pool.lost(this);
        codec.connection().forEachActiveStream(stream -> {
            Http2Download download = stream.id() > lastStreamId ? stream.getProperty(key) : null;
            if (download != null) {
                download.refuse();
            }
            return true;
        });
        client.later(this::retire);
    }

    void resetBy(int streamId, long code) {
        Http2Download download = download(streamId);
        if (download == null) {
            return;
        }
        if (code == Http2Error.REFUSED_STREAM.code()) {
            download.refuse();
        } else {
            download.fail(ErrorClass.Kind.CLOSED);
        }
    }

    @Override
    boolean isBusy() {
        return codec.connection().numActiveStreams() > 0;
    }

    @Override
    boolean isFit(long now) {
        return isBusy() ? site.isYoung(this, now) : site.isFresh(this, now);
    }

    @Override
    void retire() {
        retired = true;
        pool.lost(this);
        if (!isBusy()) {
            context().close();
        }
    }

    @Override
    void close() {
        context().close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        retired = true;
        unsettled("the server closed");
        pool.lost(this);
        site.lost(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (DialFailure.isTls(cause)) {
            opening.fail(cause);
            broken(ErrorClass.Kind.TLS);
        } else {
            retired = true;
            pool.lost(this);
        }
        context.close();
    }
}
