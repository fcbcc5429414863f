package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/** The compression of HTTP/2 headers, which tells how many bytes they had on the wire. */
final class HeaderBlocks {
    private HeaderBlocks() {}

    /** Of those that are sent. */
    static final class Encoder extends DefaultHttp2HeadersEncoder {
        private int lastBytes;

        @Override
        public void encodeHeaders(int streamId, Http2Headers headers, ByteBuf buffer) throws Http2Exception {
            int before = buffer.writerIndex();
            super.encodeHeaders(streamId, headers, buffer);
            lastBytes = buffer.writerIndex() - before;
        }

        int lastBytes() {
            return lastBytes;
        }
    }

    /** Of those that come. */
    static final class Decoder extends DefaultHttp2HeadersDecoder {
        private int lastBytes;

        Decoder(int mostBytes) {
            super(true, mostBytes);
        }

        @Override
        public Http2Headers decodeHeaders(int streamId, ByteBuf headerBlock) throws Http2Exception {
            lastBytes = headerBlock.readableBytes();
            return super.decodeHeaders(streamId, headerBlock);
        }

        int lastBytes() {
            return lastBytes;
        }
    }
}
