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
    private final Wanted wanted = new Wanted(new LoopBuffers());
    private final ResponseParser parser = new ResponseParser(wanted);

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
            wanted.begin(false, false, true);
            parser.begin(false, 100);
            parser.read(bytes(response.substring(0, cut)));
            assertThat(parser.isWhole()).as("after %d bytes", cut).isEqualTo(cut == response.length());
            ByteBuf rest = bytes(response.substring(cut) + "more");
            parser.read(rest);
            assertThat(parser.isWhole()).as("cut at %d", cut).isTrue();
            assertThat(parser.status()).isEqualTo(200);
            assertThat(parser.keepsAlive()).isTrue();
            assertThat(text(wanted.takeBody())).isEqualTo("hello");
            assertThat(rest.toString(StandardCharsets.US_ASCII)).isEqualTo("more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 204 No\r\n\r\n", "HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n"})
    void someStatusesHaveNoBody(String response) {
        parser.begin(false, 100);
        parser.read(bytes(response));
        assertThat(parser.isWhole()).isTrue();
    }

    @Test
    void aHeadResponseHasNoBodyWhateverItsLength() {
        parser.begin(true, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() {
        parser.begin(false, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\n\r\nsomething"));
        assertThat(parser.isWhole()).isFalse();
        assertThat(parser.closed()).isTrue();
        assertThat(parser.keepsAlive()).isFalse();
    }

    @Test
    void aBodyWithALengthDoesNot() {
        parser.begin(false, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsomething"));
        assertThat(parser.closed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "connection: Close", "CONNECTION: foo, close"})
    void theServerMayCloseIt(String header) {
        parser.begin(false, 100);
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
        for (boolean body : new boolean[] {false, true}) {
            wanted.begin(false, false, body);
            parser.begin(false, 100);
            parser.read(bytes("HTTP/1.1 200 OK\r\n" + rest.formatted("x".repeat(100))));
            assertThat(parser.isBroken()).isTrue();
            assertThat(parser.failure()).isEqualTo(ErrorClass.Kind.BODY);
            wanted.release();
        }
    }

    @Test
    void aBodyMayBeAsLongAsTheLimit() {
        parser.begin(false, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + "x".repeat(100)));
        assertThat(parser.isWhole()).isTrue();
    }

    /** In two pieces, cut at each place. */
    @Test
    void headerLinesAreKeptAsTheyCame() {
        String response =
                "HTTP/1.1 100 Continue\r\nA: 0\r\n\r\nHTTP/1.1 200 OK\nA: 1\r\nb:2 \nContent-Length: 2\r\n\r\nhi";
        for (int cut = 0; cut <= response.length(); cut++) {
            wanted.begin(true, true, false);
            parser.begin(false, 100);
            parser.read(bytes(response.substring(0, cut)));
            parser.read(bytes(response.substring(cut)));
            assertThat(parser.isWhole()).as("cut at %d", cut).isTrue();
            assertThat(text(wanted.takeLines())).isEqualTo("A: 1\r\nb:2 \r\nContent-Length: 2\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, A: 1|Content-Length: 0, ''",
        "200, A: 1|Set-Cookie: a=b|sET-cOOKIE:c=d|Content-Length: 0, Set-Cookie: a=b|sET-cOOKIE:c=d|",
        "200, Set-Cookies: no|S|set-cooki|Content-Length: 0, ''",
        "302, Location: /there|Content-Length: 0, Location: /there|Content-Length: 0|"
    })
    void whoWantsOnlyRedirectsAndCookiesGetsNoOtherLines(int status, String headers, String kept) {
        wanted.begin(true, false, false);
        parser.begin(false, 100);
        parser.read(bytes("HTTP/1.1 " + status + " x\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
        assertThat(text(wanted.takeLines()).replace("\r\n", "|")).isEqualTo(kept);
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
        parser.begin(false, 100);
        parser.read(bytes("HTTP/1.1 200 OK\r\n" + headers.replace("\\r\\n", "\r\n") + "\r\nContent-Length: 0\r\n\r\n"));
        assertThat(parser.isWhole()).isTrue();
        assertThat(parser.codings()).isEqualTo(codings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:0 OK", "2x0 OK", "20 OK", "99 OK", " 200 OK", "2000 OK", "-20 OK", ""})
    void aStatusIsThreeDigits(String status) {
        parser.begin(false, 100);
        parser.read(bytes("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));
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
            wanted.begin(true, random.nextBoolean(), true);
            parser.begin(false, 100);
            parser.read(in);
            assertThat(parser.isWhole() || parser.isBroken() || !in.isReadable())
                    .as(new String(noise, StandardCharsets.ISO_8859_1))
                    .isTrue();
            wanted.release();
        }
    }

    private static String text(ByteBuf taken) {
        String text = taken.toString(StandardCharsets.US_ASCII);
        taken.release();
        return text;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
