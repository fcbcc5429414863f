package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** Netty's frames and streams, set up for a client that reads fast: windows are wide, and a server's pushes are not wanted. */
final class Http2Codec extends Http2ConnectionHandler {
    private static final int FRAME_HEAD_BYTES = 9;
    private static final int FRAME_BYTES = 16 * 1024;
    private static final int STREAM_WINDOW_BYTES = 8 << 20;
    private static final int CONNECTION_WINDOW_BYTES = 64 << 20;

    private final Http2Session session;
    private final HeaderBlocks.Encoder sent;
    private final HeaderBlocks.Decoder received;
    private boolean tooLong;
    private boolean reading;
    private boolean unflushed;

    private Http2Codec(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Session session,
            HeaderBlocks.Encoder sent,
            HeaderBlocks.Decoder received) {
        super(decoder, encoder, settings());
        this.session = session;
        this.sent = sent;
        this.received = received;
        gracefulShutdownTimeoutMillis(0);
    }

    static Http2Codec of(Http2Session session) {
        var sent = new HeaderBlocks.Encoder();
        var received = new HeaderBlocks.Decoder(ResponseParser.MOST_HEADER_BYTES);
        var connection = new DefaultHttp2Connection(false);
        var encoder = new DefaultHttp2ConnectionEncoder(connection, new DefaultHttp2FrameWriter(sent));
        var decoder = new DefaultHttp2ConnectionDecoder(connection, encoder, new DefaultHttp2FrameReader(received));
        var codec = new Http2Codec(decoder, encoder, session, sent, received);
        var frames = new Http2Frames(session, codec);
        decoder.frameListener(frames);
        connection.addListener(frames);
        return codec;
    }

    private static Http2Settings settings() {
        return new Http2Settings()
                .pushEnabled(false)
                .initialWindowSize(STREAM_WINDOW_BYTES)
                .maxHeaderListSize(ResponseParser.MOST_HEADER_BYTES);
    }

    /** What all streams together may send ahead is not among the settings. */
    void widen() {
        var streams = connection().connectionStream();
        var window = connection().local().flowController();
        try {
            window.incrementWindowSize(streams, CONNECTION_WINDOW_BYTES - window.windowSize(streams));
        } catch (Http2Exception e) {
            throw new IllegalStateException("the window of a new connection can't be changed", e);
        }
    }

    /** What many streams send within a turn of the loop goes out in one write: after the read under way, or else as the next task. */
    void flushSoon() {
        if (!reading && !unflushed) {
            unflushed = true;
            session.context().executor().execute(this::flushNow);
        }
    }

    private void flushNow() {
        unflushed = false;
        session.context().flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        reading = true;
        super.channelRead(context, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        reading = false;
        super.channelReadComplete(context);
    }

    /** Opens a stream with the request's head; there is none of the number returned where the connection takes no more. */
    int open(Http2Request request) {
        ChannelHandlerContext context = session.context().pipeline().context(this);
        int id = connection().local().incrementAndGetNextStreamId();
        boolean ends = !request.body().isReadable();
        var written = encoder().writeHeaders(context, id, request.headers(), 0, ends, context.newPromise());
        tooLong = written.cause() instanceof Http2Exception.HeaderListSizeException;
        return id;
    }

    /** The head that came last has more bytes than the server takes. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Sends the rest of it, and tells how many bytes its frames have in all. */
    long send(int streamId, Http2Request request) {
        int length = request.body().readableBytes();
        if (length == 0) {
            request.release();
            return FRAME_HEAD_BYTES + sent.lastBytes();
        }
        ChannelHandlerContext context = session.context().pipeline().context(this);
        encoder().writeData(context, streamId, request.body(), 0, true, context.newPromise());
        return FRAME_HEAD_BYTES * (1L + Math.ceilDiv(length, FRAME_BYTES)) + sent.lastBytes() + length;
    }

    void reset(int streamId) {
        ChannelHandlerContext context = session.context().pipeline().context(this);
        resetStream(context, streamId, Http2Error.CANCEL.code(), context.newPromise());
    }

    /** Netty keeps a stream until its reset is written, which a server that reads no more puts off for ever. */
    void forget(int streamId) {
        Http2Stream stream = connection().stream(streamId);
        if (stream != null) {
            stream.close();
        }
    }

    /** Bytes of the frame whose headers came last. */
    int headersBytes() {
        return FRAME_HEAD_BYTES + received.lastBytes();
    }

    static int dataBytes(ByteBuf data, int padding) {
        return FRAME_HEAD_BYTES + data.readableBytes() + padding;
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, @Nullable Http2Exception error) {
        session.broken(outbound ? ErrorClass.Kind.CLOSED : ErrorClass.Kind.PROTOCOL);
        super.onConnectionError(context, outbound, cause, error);
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, Http2Exception.StreamException error) {
        Http2Download download = session.download(error.streamId());
        if (download != null) {
            download.fail(outbound ? ErrorClass.Kind.CLOSED : ErrorClass.Kind.PROTOCOL);
        }
        super.onStreamError(context, outbound, cause, error);
        forget(error.streamId());
    }
}
