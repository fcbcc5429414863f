package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static ShopServer server;

    @BeforeAll
    static void open() throws IOException {
        certificates = new Certificates(folder);
        certificates.make("tls", "CN=shop");
        certificates.make("client", "CN=client");
        Files.copy(folder.resolve("client.crt"), folder.resolve("ca.crt"));
        // Only by the name of one that the shop trusts does a client show it at all.
        certificates.make("stranger", "CN=client");
        server = ShopServer.start(settings(folder));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"HTTP_2, h2", "HTTP_1_1, http/1.1"})
    void theProtocolIsAgreedInTheHandshake(Version version, String protocol) throws Exception {
        try (var client = client("", version)) {
            var shown = client.json("/echo");
            assertThat(shown.getString("protocol")).isEqualTo(protocol);
            assertThat(shown.getJsonObject("tls").getString("version")).isEqualTo("TLSv1.3");
            assertThat(shown.getJsonObject("tls").getString("serverName")).isEqualTo("localhost");
            assertThat(shown.getJsonObject("tls").getString("client")).isNull();
        }
    }

    @Test
    void aClientMayShowWhoItIs() throws Exception {
        try (var client = client("client", Version.HTTP_2)) {
            assertThat(client.json("/echo").getJsonObject("tls").getString("client"))
                    .isEqualTo("CN=client");
        }
    }

    @Test
    void aClientThatIsNotTrustedIsRefused() throws Exception {
        try (var client = client("stranger", Version.HTTP_2)) {
            assertThatThrownBy(() -> client.get("/echo")).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void bothPortsCountTogether() throws Exception {
        try (var secure = client("", Version.HTTP_1_1);
                var plain = new ShopClient(server)) {
            plain.reset();
            secure.get("/");
            plain.get("/");
            assertThat(plain.counters().getInteger("requests")).isEqualTo(2);
        }
    }

    @Test
    void withoutACertificateThereIsOnePort() {
        try (var plain = ShopServer.start(ShopSettings.loopback())) {
            assertThat(plain.tlsPort()).isEmpty();
        }
    }

    @Test
    void withoutACertificateInTheFolderThereIsOnePort(@TempDir Path empty) {
        try (var plain = ShopServer.start(settings(empty))) {
            assertThat(plain.tlsPort()).isEmpty();
        }
    }

    @Test
    void aMissingKeyIsNamed(@TempDir Path half) throws IOException {
        Files.copy(folder.resolve("tls.crt"), half.resolve("tls.crt"));
        assertThatThrownBy(() -> ShopServer.start(settings(half)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tls.key");
    }

    private static ShopSettings settings(Path tls) {
        return ShopSettings.of(Map.of(
                "SHOP_HOST",
                "127.0.0.1",
                "PORT",
                "0",
                "SHOP_LOOPS",
                "2",
                "SHOP_TLS_PORT",
                "0",
                "SHOP_TLS",
                tls.toString()));
    }

    private static ShopClient client(String certificate, Version version) throws GeneralSecurityException {
        var http = HttpClient.newBuilder()
                .version(version)
                .sslContext(certificates.context("tls", certificate))
                .build();
        return new ShopClient(
                http, URI.create("https://localhost:" + server.tlsPort().orElseThrow()));
    }
}
