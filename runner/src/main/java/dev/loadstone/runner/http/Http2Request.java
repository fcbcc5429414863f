package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Set;

/**
 * A request as HTTP/2 puts it.
 *
 * @param repeatable whether the server may get it twice
 */
record Http2Request(Http2Headers headers, ByteBuf body, boolean repeatable) {
    private static final AsciiString HOST = AsciiString.cached("host");
    private static final AsciiString TE = AsciiString.cached("te");
    /** What they say is about one HTTP/1.1 connection (RFC 9113, 8.2.2). */
    private static final Set<AsciiString> OF_CONNECTION = Set.of(
            AsciiString.cached("connection"),
            AsciiString.cached("keep-alive"),
            AsciiString.cached("proxy-connection"),
            AsciiString.cached("transfer-encoding"),
            AsciiString.cached("http2-settings"),
            AsciiString.cached("upgrade"));

    private static final Set<String> NOT_REPEATABLE = Set.of("POST", "PATCH");

    /** Takes over a whole HTTP/1.1 request: what is left of the buffer is the body. */
    static Http2Request of(ByteBuf request, String scheme) {
        String method = until(request, ' ');
        var headers = new DefaultHttp2Headers(false);
        headers.method(method).path(until(request, ' ')).scheme(scheme);
        line(request);
        for (AsciiString line = line(request); !line.isEmpty(); line = line(request)) {
            add(headers, line);
        }
        return new Http2Request(headers, request, !NOT_REPEATABLE.contains(method));
    }

    private static void add(Http2Headers headers, AsciiString line) {
        int colon = line.indexOf(':', 0);
        AsciiString name = line.subSequence(0, Math.max(0, colon)).toLowerCase();
        AsciiString value = line.subSequence(colon + 1).trim();
        if (name.equals(HOST)) {
            headers.authority(value);
        } else if (!OF_CONNECTION.contains(name) && (!name.equals(TE) || value.contentEqualsIgnoreCase("trailers"))) {
            headers.add(name, value);
        }
    }

    private static String until(ByteBuf in, char end) {
        String word = in.readCharSequence(in.bytesBefore((byte) end), US_ASCII).toString();
        in.skipBytes(1);
        return word;
    }

    private static AsciiString line(ByteBuf in) {
        byte[] line = new byte[in.bytesBefore((byte) '\n')];
        in.readBytes(line).skipBytes(1);
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        return new AsciiString(line, 0, length, false);
    }

    void release() {
        body.release();
    }
}
