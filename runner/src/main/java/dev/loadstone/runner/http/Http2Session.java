package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection that speaks HTTP/2: it carries as many exchanges at a time as the server lets it. */
final class Http2Session extends Connection {
    private static final int REQUEST_BYTES = 512;

    private final Opening opening;
    private final HttpClient client;
    private final HpackEncoder encoder;
    private final Http2Streams streams = new Http2Streams();
    private final Http2Limits limits = new Http2Limits();
    private final Http2Responses responses = new Http2Responses(this, streams);
    private final Http2Frames frames = new Http2Frames(this, responses);
    private final Http2Pulse pulse;
    private @Nullable Http2Outbox outbox;
    private long readNanos;
    private boolean settled;
    private boolean retired;
    private ErrorClass.@Nullable Kind broken;

    Http2Session(Opening opening) {
        super(opening.pool(), opening.site());
        this.opening = opening;
        client = site.client();
        encoder = new HpackEncoder(site.target().scheme());
        pulse = new Http2Pulse(this, site.target().connectTimeoutMillis());
    }

    Http2Outbox outbox() {
        if (outbox == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return outbox;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        super.handlerAdded(context);
        outbox = new Http2Outbox(context);
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
        outbox().preface();
        outbox().flush();
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

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var in = (ByteBuf) message;
        outbox().reading(true);
        readNanos = client.now();
        try {
            frames.read(in);
        } catch (Http2Fault e) {
            broken(ErrorClass.Kind.PROTOCOL);
            outbox().goAway(e.code());
            outbox().flush();
            context.close();
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        outbox().reading(false);
    }

    /** Of the read under way: whatever it brings came then. */
    long readNanos() {
        return readNanos;
    }

    ErrorClass.@Nullable Kind broken() {
        return broken;
    }

    boolean listens() {
        return broken == null;
    }

    boolean hasOpened(int streamId) {
        return streams.hasOpened(streamId);
    }

    void settings(ByteBuf in, int end) throws Http2Fault {
        int window = limits.streamWindow;
        limits.read(in, end);
        encoder.limit(limits.tableBytes);
        outbox().answer(0, Http2Wire.SETTINGS);
        streams.widenEach(limits.streamWindow - window, outbox());
        if (settled) {
            if (idle && !hasRoom()) {
                pool.lost(this);
            }
            regain();
        } else if (limits.streams == 0) {
            unsettled("the server takes no streams");
        } else {
            settled = true;
            site.carries(limits.streams);
            opening.succeed(this);
        }
    }

    @Override
    void send(Exchange next, long now) {
        ByteBuf request = context().alloc().directBuffer(REQUEST_BYTES);
        try {
            next.encode(request);
        } catch (IllegalStateException e) {
            unsendable(next, request, ErrorClass.Kind.CAPTURE, now);
            return;
        }
        if (!hasRoom()) {
            request.release();
            retire();
            responses.refused(next, now);
        } else if (!encoder.fits(request, limits.headerListBytes)) {
            unsendable(next, request, ErrorClass.Kind.PROTOCOL, now);
        } else {
            send(next, request, now);
        }
    }

    private void unsendable(Exchange next, ByteBuf request, ErrorClass.Kind kind, long now) {
        request.release();
        client.unsendable(next, kind);
        pool.release(this, now);
    }

    private void send(Exchange next, ByteBuf request, long now) {
        Http2Stream stream = streams.take();
        stream.open(streams.number(), next, request, kept, context().alloc());
        streams.add(stream, limits.streamWindow);
        requests++;
        next.streamId = stream.id;
        int head = outbox().request(encoder, request, stream.id);
        next.seated(this, now);
        next.written(head, now);
        stream.unsent = request;
        streams.send(stream, outbox());
        if (!idle && hasRoom()) {
            pool.link(this);
        }
    }

    private boolean hasRoom() {
        return settled
                && !retired
                && requests < site.mostRequests()
                && streams.size() < limits.streams
                && streams.hasNumber();
    }

    /** Gives up on a stream: what it ends with is what it says. */
    void reset(Http2Stream stream) {
        outbox().reset(stream.id, Http2Wire.CANCEL);
        end(stream, client.now());
    }

    @Override
    void abandon(Exchange exchange) {
        Http2Stream stream = responses.live(exchange.streamId);
        if (stream != null && stream.exchange() == exchange) {
            stream.abandon();
            pulse.feel(exchange);
            reset(stream);
        }
    }

    /** The stream is no more: the only place where its exchange ends, and where there is room for another one. */
    void end(Http2Stream stream, long now) {
        if (!streams.remove(stream)) {
            return;
        }
        kept |= stream.isWhole();
        idleSinceNanos = now;
        regain();
        responses.finish(stream, now);
        streams.keep(stream);
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

    /** The server, or this side of its faults, ends the connection. */
    private void broken(ErrorClass.Kind kind) {
        if (broken == null) {
            broken = kind;
        }
        retired = true;
        pool.lost(this);
        unsettled("what came is no such thing");
    }

    /** The server takes no further streams, and none above this one. */
    void leaving(int lastStreamId) {
        retired = true;
        pool.lost(this);
        for (Http2Stream stream : streams.all()) {
            if (stream.id > lastStreamId && !stream.isOver()) {
                stream.refuse();
                end(stream, readNanos);
            }
        }
        client.later(this::retire);
    }

    @Override
    boolean isBusy() {
        return streams.size() > 0;
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
            close();
        }
    }

    @Override
    void close() {
        if (context().channel().isActive()) {
            outbox().goAway(0);
            outbox().flush();
        }
        context().close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        retired = true;
        unsettled("the server closed");
        pool.lost(this);
        streams.all().forEach(stream -> end(stream, client.now()));
        outbox().close();
        frames.close();
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
