package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;

/** What a server sends on an HTTP/2 connection. */
final class Http2Frames extends Http2EventAdapter {
    private final Http2Session session;
    private final Http2Codec codec;

    Http2Frames(Http2Session session, Http2Codec codec) {
        this.session = session;
        this.codec = codec;
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
        session.settled();
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean ends) {
        onHeadersRead(context, streamId, headers, padding, ends);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean ends) {
        Http2Download download = session.download(streamId);
        if (download != null) {
            download.received(
                    codec.headersBytes() + padding, session.site.client().now());
            if (!download.takeHeaders(headers)) {
                download.fail(ErrorClass.Kind.PROTOCOL);
            }
            goOn(streamId, download, ends);
        }
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean ends) {
        int length = data.readableBytes() + padding;
        Http2Download download = session.download(streamId);
        if (download != null) {
            download.received(
                    Http2Codec.dataBytes(data, padding), session.site.client().now());
            if (!download.hasHead()) {
                download.fail(ErrorClass.Kind.PROTOCOL);
            } else if (!download.takeData(data, session.site.target().maxResponseBytes())) {
                download.fail(ErrorClass.Kind.BODY);
            }
            goOn(streamId, download, ends);
        }
        return length;
    }

    /** A server that answers before it has the whole request does not want the rest. */
    private void goOn(int streamId, Http2Download download, boolean ends) {
        if (ends && !download.hasHead()) {
            download.fail(ErrorClass.Kind.PROTOCOL);
        }
        boolean failed = download.failure() != null;
        if (ends && !failed) {
            download.whole();
        }
        if (failed || ends && codec.connection().stream(streamId).state() == Http2Stream.State.OPEN) {
            session.reset(streamId);
        }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int streamId, long errorCode) {
        session.resetBy(streamId, errorCode);
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStreamId, long errorCode, ByteBuf debugData)
            throws Http2Exception {
        session.leaving(lastStreamId);
    }

    @Override
    public void onStreamRemoved(Http2Stream stream) {
        session.ended(stream);
    }
}
