package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
    private final ResponseParser parser = new ResponseParser();

    /** In two pieces, cut at each place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\nCONTENT-LENGTH:5\n\nhello",
                "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: 1\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello"
            })
    void thePlaceOfTheCutDoesNotMatter(String response) {
        for (int cut = 0; cut <= response.length(); cut++) {
            ByteBuf body = Unpooled.buffer();
            parser.begin(false, body);
            parser.read(bytes(response.substring(0, cut)));
            assertThat(parser.isWhole()).as("after %d bytes", cut).isEqualTo(cut == response.length());
            ByteBuf rest = bytes(response.substring(cut) + "more");
            parser.read(rest);
            assertThat(parser.isWhole()).as("cut at %d", cut).isTrue();
            assertThat(parser.status()).isEqualTo(200);
            assertThat(parser.keepsAlive()).isTrue();
            assertThat(body.toString(StandardCharsets.US_ASCII)).isEqualTo("hello");
            assertThat(rest.toString(StandardCharsets.US_ASCII)).isEqualTo("more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 204 No\r\n\r\n", "HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n"})
    void someStatusesHaveNoBody(String response) {
        parser.begin(false, null);
        parser.read(bytes(response));
        assertThat(parser.isWhole()).isTrue();
    }

    @Test
    void aHeadResponseHasNoBodyWhateverItsLength() {
        parser.begin(true, null);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() {
        parser.begin(false, null);
        parser.read(bytes("HTTP/1.1 200 OK\r\n\r\nsomething"));
        assertThat(parser.isWhole()).isFalse();
        assertThat(parser.closed()).isTrue();
        assertThat(parser.keepsAlive()).isFalse();
    }

    @Test
    void aBodyWithALengthDoesNot() {
        parser.begin(false, null);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsomething"));
        assertThat(parser.closed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "connection: Close", "CONNECTION: foo, close"})
    void theServerMayCloseIt(String header) {
        parser.begin(false, null);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + header + "\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
        assertThat(parser.keepsAlive()).isFalse();
    }

    @Test
    void aBodyThatIsWantedMayNotBeTooLarge() {
        parser.begin(false, Unpooled.buffer());
        int length = ResponseParser.MOST_BODY_BYTES + 1;
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length)));
        assertThat(parser.isBroken()).isTrue();
    }

    @Test
    void noiseNeverThrows() {
        var random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] noise =
                    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII);
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt(256);
            }
            ByteBuf in = Unpooled.wrappedBuffer(noise);
            parser.begin(false, Unpooled.buffer());
            parser.read(in);
            assertThat(parser.isWhole() || parser.isBroken() || !in.isReadable())
                    .as(new String(noise, StandardCharsets.ISO_8859_1))
                    .isTrue();
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
