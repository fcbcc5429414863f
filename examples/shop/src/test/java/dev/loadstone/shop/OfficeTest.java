package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfficeTest extends OpenShop {
    @Test
    void theAdminSeesWhatWasOrdered() {
        var before = shop.json("/api/admin/stats", "Authorization", basic("admin:secret"));
        String order = "{\"productId\":1,\"quantity\":1}";
        shop.send("POST", "/api/orders", order, "Authorization", shop.bearer("a@example.com"));
        var after = shop.json("/api/admin/stats", "Authorization", basic("admin:secret"));
        assertThat(after.getLong("orders") - before.getLong("orders")).isEqualTo(1);
        assertThat(after.getInteger("products")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin:wrong", "root:secret", "admin", ""})
    void nobodyElseDoes(String credentials) {
        refused(basic(credentials));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ?", "Bearer x", ""})
    void norWhoSendsNone(String header) {
        refused(header);
    }

    @Test
    void thePasswordIsASetting() {
        var settings = new ShopSettings("127.0.0.1", 0, 1, "a key", Knobs.OFF, "grüß dich", null);
        try (var other = ShopServer.start(settings);
                var client = new ShopClient(other)) {
            assertThat(client.get("/api/admin/stats", "Authorization", basic("admin:grüß dich"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static void refused(String header) {
        var response = shop.get("/api/admin/stats", "Authorization", header);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=\"shop\"");
        assertThat(new JsonObject(response.body()).getString("error")).isNotBlank();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
