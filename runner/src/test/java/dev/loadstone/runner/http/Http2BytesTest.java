package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What is counted of a stream is what went over the wire for it. */
class Http2BytesTest {
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;
    private static final int HEAD_BYTES = 9;

    @Test
    void aBodyThatTheServerDoesNotLetThroughIsNotSent() {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    line.say(Frames.ok(Frames.request(line)));
                    line.await();
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            Ask ask = clients.send(Ask.post("/", "x".repeat(100_000)));
            assertThat(ask.outcome()).isEqualTo("200");
            assertThat(ask.bytesSent()).isBetween(65_535L, 66_000L);
        }
    }

    @Test
    void aHeadInPiecesCountsWithAllOfThem() {
        var response = new ByteArrayOutputStream();
        response.writeBytes(Frames.frame(Frames.HEADERS, 1, 3, (byte) 0x88));
        for (int i = 0; i < 10; i++) {
            response.writeBytes(Frames.frame(CONTINUATION, 0, 3, new byte[] {0, 1, 'x', 1, 'y'}));
        }
        response.writeBytes(Frames.frame(CONTINUATION, END_HEADERS, 3));
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    Frames.request(line);
                    line.say(response.toByteArray());
                    line.await();
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            Ask ask = clients.send(Ask.get("/"));
            assertThat(ask.end().head()).isEqualTo("x: y\r\n".repeat(10));
            assertThat(ask.bytesReceived()).isEqualTo(12 * HEAD_BYTES + 1 + 10 * 5);
        }
    }
}
