package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target.Connections.Mode;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does over HTTP/2, every request ends in one way. */
class Http2FaultTest {
    private static final int REFUSED = 7;
    private static final int INTERNAL = 2;

    @Test
    void aRefusedStreamIsTriedOnceMore() {
        var refused = new AtomicInteger();
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    for (int stream = Frames.request(line); ; stream = Frames.request(line)) {
                        line.say(refused.getAndIncrement() == 0 ? Frames.reset(stream, REFUSED) : Frames.ok(stream));
                    }
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.post("/", "x"))).isEqualTo("200");
            assertThat(refused).hasValue(2);
        }
    }

    @Test
    void aStreamThatWasAnsweredIsNotTriedAgainThoughItIsCalledRefused() {
        byte[] goOn = Frames.frame(Frames.HEADERS, 4, 3, new byte[] {8, 3, '1', '0', '0'});
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    line.say(joined(goOn, Frames.reset(Frames.request(line), REFUSED)));
                    line.say(Frames.ok(Frames.request(line)));
                    line.await();
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.post("/", "x"))).isEqualTo("CLOSED");
        }
    }

    /** What it is to be told would pile up without end. */
    @Test
    void aServerThatAsksAndTakesNoAnswerIsGivenUp() {
        byte[] ping = Frames.frame(6, 0, 0, new byte[8]);
        byte[] pings = joined(ping, Collections.nCopies(10_000, ping).toArray(byte[][]::new));
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    Frames.request(line);
                    for (int i = 0; i < 300; i++) {
                        line.say(pings);
                    }
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("PROTOCOL");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {REFUSED, INTERNAL})
    void aResetStreamIsAnErrorButTheConnectionStays(int code) {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    line.say(Frames.reset(Frames.request(line), code));
                    if (code == REFUSED) {
                        line.say(Frames.reset(Frames.request(line), code));
                    }
                    line.say(Frames.ok(Frames.request(line)));
                    line.await();
                });
                var clients = new Clients(Targets.of(
                        "http", server.port(), HttpVersion.HTTP_2, Tls.DEFAULT, Targets.most(Mode.SHARED, 1)))) {
            assertThat(clients.outcome(Ask.post("/", "x"))).isEqualTo("CLOSED");
            assertThat(clients.outcome(Ask.post("/", "x"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aHeadThatIsMoreThanTheServerTakesIsAnErrorOfItsOwn() {
        byte[] atMost500 = {0, 6, 0, 0, 1, (byte) 0xf4};
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.frame(Frames.SETTINGS, 0, 0, atMost500));
                    for (int stream = Frames.request(line); ; stream = Frames.request(line)) {
                        line.say(Frames.ok(stream));
                    }
                });
                var clients = new Clients(Targets.of(
                        "http", server.port(), HttpVersion.HTTP_2, Tls.DEFAULT, Targets.most(Mode.SHARED, 1)))) {
            String tooLong = "/" + "x".repeat(500);
            List<Ask> asks =
                    List.of(Ask.get("/"), Ask.get(tooLong), Ask.get("/"), Ask.post(tooLong, "x"), Ask.get("/"));
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsExactly("200", "PROTOCOL", "200", "PROTOCOL", "200");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** It saw the request, and what it says of it is a failure to count. */
    @Test
    void aRequestThatTheServerGivesUpIsNotTriedAgain() {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    line.say(Frames.ok(Frames.request(line)));
                    line.say(Frames.reset(Frames.request(line), INTERNAL));
                    line.say(Frames.ok(Frames.request(line)));
                    line.await();
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("CLOSED");
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatGoesAwayAnswersWhatItHasAndTheRestGoesElsewhere() {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    if (n == 1) {
                        int first = Frames.request(line);
                        Frames.request(line);
                        line.say(Frames.goAway(first, 0));
                        line.say(Frames.ok(first));
                        line.await();
                    } else {
                        line.say(Frames.ok(Frames.request(line)));
                        line.await();
                    }
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            List<Ask> asks = List.of(Ask.post("/1", "x"), Ask.post("/2", "x"));
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsOnly("200");
            assertThat(server.connections()).isEqualTo(2);
            server.awaitClosed(1);
        }
    }

    @Test
    void aTimeoutResetsTheStreamAndNotTheConnection() {
        var resets = new ArrayList<Integer>();
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    int silent = Frames.request(line);
                    resets.add(Frames.next(line, Frames.RST_STREAM).stream() - silent);
                    line.say(Frames.ok(silent));
                    line.say(Frames.ok(Frames.request(line)));
                    line.await();
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.get("/").within(200))).isEqualTo("TIMEOUT");
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(resets).containsExactly(0);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "by a reset: {0}")
    @ValueSource(booleans = {false, true})
    void aRequestThatMetAClosedConnectionIsTriedOnceMore(boolean reset) {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    line.say(Frames.ok(Frames.request(line)));
                    if (n == 1) {
                        Frames.request(line);
                        line.socket().setSoLinger(reset, 0);
                    } else {
                        line.say(Frames.ok(Frames.request(line)));
                        line.await();
                    }
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(clients.outcome(Ask.post("/", "x"))).isEqualTo("200");
        }
    }

    static Stream<Arguments> greetings() {
        return Stream.of(
                Arguments.of("PROTOCOL", "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("PROTOCOL", "220 smtp ready\r\n"),
                Arguments.of("PROTOCOL", ""),
                Arguments.of("PROTOCOL", new String(Frames.settings(0), java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("greetings")
    void aServerThatDoesNotSpeakItIsToldAtOnce(String kind, String greeting) {
        try (var server = new Peer((line, n) -> line.say(greeting));
                var clients = new Clients(Targets.http2(server.port()))) {
            List<Ask> asks = List.of(Ask.get("/1"), Ask.get("/2"));
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            assertThat(asks).extracting(Ask::outcome).containsOnly(kind);
        }
    }

    private static byte[] joined(byte[] first, byte[]... others) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        Stream.of(others).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static Stream<Arguments> responses() {
        byte[] name = {(byte) 0x40, 1, 'X', 1, 'y'};
        byte[] trailers = Frames.frame(Frames.HEADERS, 4, 3, new byte[] {0, 1, 'x', 1, 'y'});
        byte[] headless = Frames.frame(Frames.HEADERS, 0, 3, (byte) 0x88);
        byte[][] pieces = Collections.nCopies(10_000, Frames.frame(9, 0, 3)).toArray(byte[][]::new);
        return Stream.of(
                Arguments.of(
                        "no status", Frames.frame(Frames.HEADERS, Frames.ENDS, 3, new byte[] {0x40, 1, 'x', 1, 'y'})),
                Arguments.of(
                        "interim alone",
                        Frames.frame(Frames.HEADERS, Frames.ENDS, 3, new byte[] {0x48, 3, '1', '0', '0'})),
                Arguments.of("upper case", Frames.frame(Frames.HEADERS, Frames.ENDS, 3, name)),
                Arguments.of("bad block", Frames.frame(Frames.HEADERS, Frames.ENDS, 3, (byte) 0xff, (byte) 0xff)),
                Arguments.of(
                        "no body where there is to be one",
                        Frames.frame(
                                Frames.HEADERS, Frames.ENDS, 3, (byte) 0x88, (byte) 0x0f, (byte) 13, (byte) 1, (byte)
                                        '5')),
                Arguments.of(
                        "trailers after which it goes on",
                        joined(Frames.begins(3), trailers, Frames.frame(Frames.DATA, 1, 3, (byte) 'x'))),
                Arguments.of("endless head", joined(headless, pieces)),
                Arguments.of("data first", Frames.frame(Frames.DATA, 1, 3, (byte) 'x')),
                Arguments.of("unknown stream", Frames.frame(Frames.DATA, 1, 99, (byte) 'x')));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void aResponseThatIsNoneIsAnError(String name, byte[] response) {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    Frames.request(line);
                    line.say(response);
                    line.await();
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("PROTOCOL");
        }
    }

    @Test
    void anEndlessBodyIsCutOffAtTheLimitAndTheConnectionStays() {
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    int stream = Frames.request(line);
                    line.say(Frames.begins(stream));
                    for (int i = 0; i < 20; i++) {
                        line.say(Frames.frame(Frames.DATA, 0, stream, new byte[10_000]));
                    }
                    line.say(Frames.ok(Frames.request(line)));
                    line.await();
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            assertThat(clients.outcome(Ask.get("/").discarding())).isEqualTo("BODY");
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Frames of all kinds, with noise in them: each request ends, and not by its timeout alone. */
    @Test
    void noiseNeverHangs() {
        var random = new Random(42);
        try (var server = new Peer((line, n) -> {
                    Frames.greet(line, Frames.settings());
                    int stream = Frames.request(line);
                    for (int frames = 0; frames < 20; frames++) {
                        byte[] payload = new byte[random.nextInt(40)];
                        random.nextBytes(payload);
                        int to = random.nextInt(3) == 0 ? random.nextInt(8) : random.nextBoolean() ? 0 : stream;
                        line.say(Frames.frame(random.nextInt(11), random.nextInt(256), to, payload));
                    }
                });
                var clients = new Clients(Targets.http2(server.port()))) {
            for (int round = 0; round < 500; round++) {
                assertThat(clients.outcome(Ask.get("/").within(3000))).isIn("PROTOCOL", "CLOSED", "200", "BODY");
            }
        }
    }
}
