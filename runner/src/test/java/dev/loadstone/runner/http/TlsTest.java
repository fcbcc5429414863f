package dev.loadstone.runner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.Connections;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the client trusts, as whom it shows itself, and which protocol is agreed upon. */
class TlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, byte[]> FILES = new HashMap<>();
    private static Identity server;
    private static Identity rsa;

    @BeforeAll
    static void identities(@TempDir Path folder) {
        server = Identity.of(folder, "server", "EC");
        Identity ec = Identity.of(folder, "ec", "EC");
        rsa = Identity.of(folder, "rsa", "RSA");
        FILES.put("server", server.certificate());
        FILES.put("ec", ec.certificate());
        FILES.put("rsa", rsa.certificate());
        FILES.put("ec-key", ec.key());
        FILES.put("ec-older-key", ec.olderKey());
        FILES.put("rsa-key", rsa.key());
        FILES.put("rsa-older-key", rsa.olderKey());
        FILES.put("garbage", "no key at all".getBytes(StandardCharsets.US_ASCII));
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static int port(HttpServerOptions options) {
        options.setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(server.certificate()))
                        .addKeyValue(Buffer.buffer(server.key())));
        return VERTX.createHttpServer(options)
                .requestHandler(request -> request.response()
                        .putHeader("X-Sni", "" + request.connection().indicatedServerName())
                        .end("" + request.version()))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static Target target(int port, HttpVersion version, Tls tls) {
        return Targets.of("https", port, version, tls, Connections.DEFAULT);
    }

    private static Tls trusting(String ca) {
        return new Tls(ca, null, null, null, false);
    }

    /** Netty's own switch turns the native engine off for the second run of this class. */
    @Test
    void bothEnginesHaveTheirTurn() {
        assertThat(TlsEngine.isNative()).isNotEqualTo(Boolean.getBoolean("io.netty.handler.ssl.noOpenSsl"));
    }

    @ParameterizedTest
    @CsvSource({
        "server,  ,             false, 200",
        "server,  api.test,     false, 200",
        "server,  other.test,   false, TLS",
        "server,  other.test,   true,  200",
        "ec,      ,             false, TLS",
        ",        ,             false, TLS",
        ",        ,             true,  200"
    })
    void theServerIsTrustedByItsAuthorityAndItsName(String ca, String name, boolean insecure, String outcome) {
        Tls tls = new Tls(ca, null, null, name, insecure);
        try (var clients = new Clients(FILES, target(port(new HttpServerOptions()), HttpVersion.HTTP_1, tls))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo(outcome);
        }
    }

    @Test
    void theNameIsSaidInTheHandshake() {
        Tls tls = new Tls("server", null, null, "api.test", false);
        int port = port(new HttpServerOptions().setSni(true));
        try (var clients = new Clients(FILES, target(port, HttpVersion.HTTP_1, tls))) {
            assertThat(clients.send(Ask.get("/")).end().head()).contains("X-Sni: api.test\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ec,  ec-key,        HTTP_1, 200",
        "ec,  ec-older-key,  HTTP_1, 200",
        "rsa, rsa-key,       HTTP_1, 200",
        "rsa, rsa-older-key, HTTP_2, 200",
        "server, ec-key,     HTTP_1, TLS",
        ",    ,              HTTP_1, TLS",
        ",    ,              HTTP_2, TLS"
    })
    void aServerMayWantToKnowWhoAsks(String certificate, String key, HttpVersion version, String outcome) {
        var options = new HttpServerOptions()
                .setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(Buffer.buffer(FILES.get("ec")))
                        .addCertValue(Buffer.buffer(FILES.get("rsa"))));
        Tls tls = new Tls("server", certificate, key, null, false);
        try (var clients = new Clients(FILES, target(port(options), version, tls))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1, true,  200 HTTP_1_1",
        "HTTP_2, true,  200 HTTP_2",
        "AUTO,   true,  200 HTTP_2",
        "AUTO,   false, 200 HTTP_1_1",
        "HTTP_2, false, 'PROTOCOL '"
    })
    void theProtocolIsWhatBothSpeak(HttpVersion version, boolean http2, String outcome) {
        var options = new HttpServerOptions().setUseAlpn(http2);
        try (var clients = new Clients(FILES, target(port(options), version, trusting("server")))) {
            List<Ask> asks =
                    IntStream.range(0, 20).mapToObj(i -> Ask.get("/" + i)).toList();
            clients.onLoop(client -> asks.forEach(ask -> client.send(ask, 0, clients.nanoTime())));
            asks.forEach(
                    ask -> assertThat(ask.outcome() + " " + ask.end().text()).isEqualTo(outcome));
        }
    }

    @Test
    void withoutTlsAutoIsHttp1() {
        try (var peer = Peer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                var clients = new Clients(
                        Targets.of("http", peer.port(), HttpVersion.AUTO, Tls.DEFAULT, Connections.DEFAULT))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("200");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatDoesNotSpeakTlsIsToldSo(boolean closes) {
        try (var peer = new Peer((line, n) -> {
                    if (!closes) {
                        line.say("HTTP/1.1 400 No\r\n\r\n");
                        line.await();
                    }
                });
                var clients = new Clients(target(peer.port(), HttpVersion.AUTO, Tls.DEFAULT))) {
            assertThat(clients.outcome(Ask.get("/"))).isEqualTo("TLS");
        }
    }

    @Test
    void whatIsNoKeyOrCertificateIsToldBeforeTheStart() {
        Tls badCa = trusting("garbage");
        Tls badKey = new Tls(null, "ec", "garbage", null, false);
        for (Tls tls : List.of(badCa, badKey)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Clients(FILES, target(443, HttpVersion.HTTP_1, tls)))
                    .withMessageStartingWith("TLS of the target: ");
        }
    }
}
