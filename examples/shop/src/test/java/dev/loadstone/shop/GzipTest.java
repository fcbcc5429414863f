package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest extends OpenShop {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/products",
                "/api/products?page=2",
                "/api/products/search?q=phone",
                "/api/products/7/related"
            })
    void aListComesCompressedToThoseWhoAcceptIt(String path) throws Exception {
        String plain = shop.get(path).body();
        assertThat(shop.counters().getInteger("gzipped")).isZero();
        HttpResponse<byte[]> packed = bytes(path, "deflate, GZIP;q=0.5");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(unpacked(packed.body())).isEqualTo(plain);
        assertThat(packed.body().length).isLessThan(plain.length());
        assertThat(shop.counters().getInteger("gzipped")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.0, br", "xgzip", "gzipped"})
    void andPlainToAllOthers(String accepted) {
        var response = shop.get("/api/products", "Accept-Encoding", accepted);
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(response.headers().firstValue("Vary")).contains("accept-encoding");
    }

    @Test
    void whatClaimsToBeGzipMayNotBe() throws Exception {
        HttpResponse<byte[]> garbled = bytes("/garbled", "gzip");
        assertThat(garbled.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(garbled.body()[0]).isEqualTo((byte) '{');
    }

    private static HttpResponse<byte[]> bytes(String path, String accepted) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(shop.request("GET", path, "", "Accept-Encoding", accepted), BodyHandlers.ofByteArray());
        }
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
