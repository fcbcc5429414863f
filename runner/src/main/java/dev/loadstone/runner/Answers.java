package dev.loadstone.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;

/** The same response in the several ways that servers write it. It belongs to one thread. */
final class Answers {
    private static final String PLAIN = """
            HTTP/1.1 200 OK
            Server: nginx
            Date: Thu, 01 Jan 2026 00:00:00 GMT
            Content-Type: application/json
            Content-Length: %d
            Connection: keep-alive
            """;
    private static final String PROXIED = """
            HTTP/1.1 200 OK
            content-type: application/json; charset=utf-8
            content-length: %d
            cache-control: no-store
            etag: "17"
            date: Thu, 01 Jan 2026 00:00:00 GMT
            x-request-id: 17
            """;
    private static final String CHUNKED = """
            HTTP/1.1 200 OK
            Content-Type: application/json
            Transfer-Encoding: chunked
            Vary: Accept-Encoding
            """;
    /** In which order they come; most servers don't cut up what is small. */
    private static final int[] ORDER = {0, 1, 0, 1, 0, 2, 0, 1};

    private final ByteBuf[] ways;
    private int count;

    Answers(Likeness likeness) {
        int length = likeness.body().length;
        String chunk = Integer.toHexString(length) + "\r\n";
        ways = Stream.of(
                        way(PLAIN.formatted(length), likeness, "", ""),
                        way(PROXIED.formatted(length), likeness, "", ""),
                        way(CHUNKED, likeness, chunk, "\r\n0\r\n\r\n"))
                .toArray(ByteBuf[]::new);
    }

    private static ByteBuf way(String head, Likeness likeness, String before, String after) {
        String lines = head.replace("\n", "\r\n") + likeness.headers() + "\r\n" + before;
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                .writeBytes(lines.getBytes(US_ASCII))
                .writeBytes(likeness.body())
                .writeBytes(after.getBytes(US_ASCII)));
    }

    ByteBuf next() {
        return ways[ORDER[count++ % ORDER.length]].duplicate();
    }
}
