package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies over HTTP/1.1 that are coded, too long, or broken. */
class BodyTest {
    static Stream<Arguments> coded() {
        return DecoderTest.coded();
    }

    @ParameterizedTest
    @MethodSource("coded")
    void aBodyThatIsWantedIsDecodedAndCountedAsItCame(String coding, byte[] body) {
        byte[] response = Coded.response(coding, body);
        try (var server = Peer.answering(response);
                var clients = new Clients(server.target())) {
            Ask ask = clients.send(Ask.get("/"));
            assertThat(ask.outcome()).isEqualTo("200");
            assertThat(ask.end().text()).isEqualTo(Coded.TEXT);
            assertThat(ask.bytesReceived()).isEqualTo(response.length);
        }
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("gzip", Coded.text(), false),
                Arguments.of("br", Coded.text(), false),
                Arguments.of("gzip", Coded.gzip(Coded.zeros()), false),
                Arguments.of("br", Coded.BROTLI_BOMB, false),
                Arguments.of("identity", Coded.zeros(), false),
                Arguments.of("identity", Coded.zeros(), true));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadOneIsAnErrorAndTheConnectionCloses(String coding, byte[] body, boolean discard) {
        try (var server = Peer.answering(Coded.response(coding, body));
                var clients = new Clients(server.target())) {
            Ask ask = Ask.get("/");
            assertThat(clients.outcome(discard ? ask.discarding() : ask)).isEqualTo("BODY");
            server.awaitClosed(1);
        }
    }

    @Test
    void aBadCodingOfABodyThatIsNotWantedIsNoError() {
        try (var server = Peer.answering(Coded.response("gzip", Coded.text()));
                var clients = new Clients(server.target())) {
            assertThat(clients.outcome(Ask.get("/").discarding())).isEqualTo("200");
        }
    }

    @Test
    void aConnectionWhoseUploadWasCutShortByTheAnswerIsNotUsedAgain() {
        var over = new CompletableFuture<Void>();
        try (var server = new Peer((line, n) -> {
                    line.head();
                    line.say("HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n");
                    over.join();
                });
                var clients = new Clients(server.target())) {
            String more = "x".repeat(20_000_000);
            assertThat(clients.outcome(Ask.post("/", more).within(5000))).isEqualTo("413");
            assertThat(clients.outcome(Ask.get("/").within(5000))).isEqualTo("413");
            assertThat(server.connections()).isEqualTo(2);
            over.complete(null);
        }
    }

    @Test
    void anEndlessBodyIsCutOffAtTheLimit() {
        try (var server = new Peer((line, n) -> {
                    line.head();
                    line.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (!line.socket().isClosed()) {
                        line.say("400\r\n" + "x".repeat(1024) + "\r\n");
                    }
                });
                var clients = new Clients(server.target())) {
            Ask ask = clients.send(Ask.get("/").discarding());
            assertThat(ask.outcome()).isEqualTo("BODY");
            server.awaitClosed(1);
        }
    }
}
