package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Target.Connections.Mode;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 by prior knowledge, against a server that has it right. */
class Http2Test {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, HttpServerRequest> waiting = new ConcurrentHashMap<>();
    private HttpServer server;

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private int port(HttpServerOptions options) {
        server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .connectionHandler(any -> connections.incrementAndGet())
                .requestHandler(this::answer);
        return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        response.putHeader("X-Version", "" + request.version());
        switch (request.path()) {
            case "/head" -> response.putHeader("Content-Length", "9").end();
            case "/large" -> response.end(Buffer.buffer("z".repeat(90_000)));
            case "/gzip" -> response.putHeader("Content-Encoding", "gzip").end(Buffer.buffer(Coded.gzip(Coded.text())));
            case "/bomb" ->
                response.putHeader("Content-Encoding", "gzip").end(Buffer.buffer(Coded.gzip(Coded.zeros())));
            case "/wait" -> waiting.put(request.query(), request);
            default ->
                request.body().onSuccess(body -> response.setStatusCode(201)
                        .putHeader(
                                "X-Seen",
                                request.method() + " " + request.uri() + " " + request.authority() + " "
                                        + request.scheme() + " "
                                        + request.headers().names())
                        .end(body));
        }
    }

    @Test
    void aRequestIsTranslated() {
        try (var clients = new Clients(Targets.http2(port(new HttpServerOptions())))) {
            Ask ask = clients.send(new Ask("PUT /a?b=c HTTP/1.1\r\nHOST: there:81\r\nX-One: 1\r\nConnection: close\r\n"
                    + "TE: gzip\r\nContent-Length: 5\r\n\r\nhello"));
            assertThat(ask.outcome()).isEqualTo("201");
            assertThat(ask.end().text()).isEqualTo("hello");
            assertThat(ask.end().head())
                    .contains("x-version: HTTP_2\r\n")
                    .contains("content-length: 5\r\n")
                    .containsPattern("x-seen: PUT /a\\?b=c there:81 http \\[.*\\]\r\n")
                    .contains("x-one", "content-length")
                    .doesNotContain("connection", "te,")
                    .endsWith("\r\n")
                    .doesNotContain(":status");
            assertThat(ask.bytesSent()).isBetween(5L + 9 + 9, 200L);
            assertThat(ask.bytesReceived()).isBetween(5L + 9 + 9, 300L);
        }
    }

    @Test
    void bodiesOfAllSizesArrive() {
        try (var clients = new Clients(Targets.http2(port(new HttpServerOptions())))) {
            for (int size : new int[] {0, 1, 16_384, 65_536, 99_999}) {
                String body = "b".repeat(size);
                assertThat(clients.send(Ask.post("/", body)).end().text()).isEqualTo(body);
            }
            assertThat(clients.send(Ask.get("/large")).end().text()).isEqualTo("z".repeat(90_000));
            Ask head = clients.send(new Ask("HEAD /head HTTP/1.1\r\nHost: there\r\n\r\n"));
            assertThat(head.outcome()).isEqualTo("200");
            assertThat(head.end().text()).isEmpty();
            assertThat(clients.send(Ask.get("/gzip")).end().text()).isEqualTo(Coded.TEXT);
            assertThat(clients.outcome(Ask.get("/bomb"))).isEqualTo("BODY");
            assertThat(clients.outcome(new Ask(""))).isEqualTo("CAPTURE");
            assertThat(clients.outcome(Ask.get("/large").discarding())).isEqualTo("200");
            assertThat(connections).hasValue(1);
        }
    }

    /** More than all streams together may have sent ahead. */
    @Test
    void aConnectionGivesBackWhatItHasRead() {
        var port = port(new HttpServerOptions());
        var limits = Targets.most(Mode.SHARED, 1);
        try (var clients = new Clients(Targets.of("http", port, HttpVersion.HTTP_2, Tls.DEFAULT, limits))) {
            int windows = Http2Outbox.CONNECTION_WINDOW_BYTES / 90_000 + 100;
            List<Ask> asks = IntStream.range(0, windows)
                    .mapToObj(i -> Ask.get("/large").discarding())
                    .toList();
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            asks.forEach(ask -> assertThat(ask.outcome()).isEqualTo("200"));
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void manyStreamsShareAConnectionAndNoneIsLost() {
        try (var clients = new Clients(Targets.http2(port(new HttpServerOptions())))) {
            List<Ask> asks = IntStream.range(0, 2000)
                    .mapToObj(i -> Ask.post("/" + i, "x" + i))
                    .toList();
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            for (int i = 0; i < asks.size(); i++) {
                assertThat(asks.get(i).outcome() + " " + asks.get(i).end().text())
                        .isEqualTo("201 x" + i);
            }
        }
    }

    @Test
    void beyondTheServersLimitOfStreamsThereIsAnotherConnection() {
        var options = new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(2));
        try (var clients = new Clients(Targets.http2(port(options)))) {
            List<Ask> asks = List.of(Ask.get("/wait?1"), Ask.get("/wait?2"), Ask.get("/wait?3"), Ask.get("/wait?4"));
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            awaitWaiting(4);
            assertThat(connections).hasValue(2);
            Ask fifth = clients.send(Ask.get("/wait?5"));
            awaitWaiting(5);
            assertThat(connections).hasValue(3);
            waiting.values().forEach(request -> request.response().end());
            asks.forEach(ask -> assertThat(ask.outcome()).isEqualTo("200"));
            assertThat(fifth.outcome()).isEqualTo("200");
        }
    }

    @Test
    void atTheLimitOfConnectionsRequestsWaitForAStream() {
        var options = new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(2));
        var target = Targets.of("http", port(options), HttpVersion.HTTP_2, Tls.DEFAULT, Targets.most(Mode.SHARED, 1));
        try (var clients = new Clients(target)) {
            List<Ask> asks = IntStream.range(0, 200)
                    .mapToObj(i -> Ask.post("/" + i, "x" + i))
                    .toList();
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            asks.forEach(ask -> assertThat(ask.outcome()).isEqualTo("201"));
            assertThat(connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"SHARED, true, 0, 1", "PER_USER, true, 0, 2", "PER_REQUEST, true, 0, 6", "SHARED, true, 4, 2"})
    void sixRequestsOfTwoUsers(Mode mode, boolean keepAlive, int maxRequests, int opened) {
        var limits = new Connections(mode, 0, keepAlive, maxRequests, 0, 0, 0);
        var target = Targets.of("http", port(new HttpServerOptions()), HttpVersion.HTTP_2, Tls.DEFAULT, limits);
        try (var clients = new Clients(target)) {
            List<Wallet> users = List.of(new Wallet(), new Wallet());
            var asks = new ArrayList<Ask>();
            for (int i = 0; i < 6; i++) {
                asks.add(Ask.get("/").by(users.get(i % 2)));
            }
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            asks.forEach(ask -> assertThat(ask.outcome()).isEqualTo("201"));
            assertThat(connections).hasValue(opened);
        }
    }

    @Test
    void aConnectionThatClosesInTheMiddleIsToldAsSuch() {
        try (var clients = new Clients(Targets.http2(port(new HttpServerOptions())))) {
            Ask ask = clients.send(Ask.get("/wait?1"));
            awaitWaiting(1);
            waiting.get("1").connection().close();
            assertThat(ask.outcome()).isEqualTo("CLOSED");
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("201");
        }
    }

    private void awaitWaiting(int count) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (waiting.size() < count) {
            assertThat(System.nanoTime())
                    .as("only %s of %d came", waiting.keySet(), count)
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
