package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            parser.begin(false, null, body, 100);
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
        parser.begin(false, null, null, 100);
        parser.read(bytes(response));
        assertThat(parser.isWhole()).isTrue();
    }

    @Test
    void aHeadResponseHasNoBodyWhateverItsLength() {
        parser.begin(true, null, null, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() {
        parser.begin(false, null, null, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\n\r\nsomething"));
        assertThat(parser.isWhole()).isFalse();
        assertThat(parser.closed()).isTrue();
        assertThat(parser.keepsAlive()).isFalse();
    }

    @Test
    void aBodyWithALengthDoesNot() {
        parser.begin(false, null, null, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsomething"));
        assertThat(parser.closed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "connection: Close", "CONNECTION: foo, close"})
    void theServerMayCloseIt(String header) {
        parser.begin(false, null, null, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + header + "\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
        assertThat(parser.keepsAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 101\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n64\r\n%1$s\r\n1\r\nx",
                "\r\n%1$sx"
            })
    void aBodyThatIsTooLongIsToldWhetherItIsWantedOrNot(String rest) {
        for (ByteBuf body : new ByteBuf[] {null, Unpooled.buffer()}) {
            parser.begin(false, null, body, 100);
            parser.read(bytes("HTTP/1.1 200 OK\r\n" + rest.formatted("x".repeat(100))));
            assertThat(parser.isBroken()).isTrue();
            assertThat(parser.failure()).isEqualTo(ErrorClass.Kind.BODY);
        }
    }

    @Test
    void aBodyMayBeAsLongAsTheLimit() {
        parser.begin(false, null, null, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + "x".repeat(100)));
        assertThat(parser.isWhole()).isTrue();
    }

    /** In two pieces, cut at each place. */
    @Test
    void headerLinesAreKeptAsTheyCame() {
        String response =
                "HTTP/1.1 100 Continue\r\nA: 0\r\n\r\nHTTP/1.1 200 OK\nA: 1\r\nb:2 \nContent-Length: 2\r\n\r\nhi";
        for (int cut = 0; cut <= response.length(); cut++) {
            ByteBuf lines = Unpooled.buffer();
            parser.begin(false, lines, null, 100);
            parser.read(bytes(response.substring(0, cut)));
            parser.read(bytes(response.substring(cut)));
            assertThat(parser.isWhole()).as("cut at %d", cut).isTrue();
            assertThat(lines.toString(StandardCharsets.US_ASCII)).isEqualTo("A: 1\r\nb:2 \r\nContent-Length: 2\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Type: text/css', 0",
        "'Content-Encoding: gzip', 1",
        "'CONTENT-ENCODING: deflate , BR', 11",
        "'Content-Encoding: identity\r\ncontent-encoding: x-gzip\r\nContent-Encoding: br', 7",
        "'Content-Encoding: gzip, zstd', -1"
    })
    void codingsAreKnownInTheirOrder(String headers, int codings) {
        parser.begin(false, null, null, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\n" + headers.replace("\\r\\n", "\r\n") + "\r\nContent-Length: 0\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
        assertThat(parser.codings()).isEqualTo(codings);
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
            parser.begin(false, Unpooled.buffer(), Unpooled.buffer(), 100);
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
