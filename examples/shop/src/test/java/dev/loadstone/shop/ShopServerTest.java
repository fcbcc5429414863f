package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopServerTest {
    @Test
    void aClosedShopLeavesItsPortToTheNext() {
        ShopServer first = ShopServer.start(ShopSettings.loopback());
        int port = first.port();
        first.close();
        try (var second = ShopServer.start(at(port));
                var client = new ShopClient(second)) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (var first = ShopServer.start(ShopSettings.loopback())) {
            assertThatThrownBy(() -> ShopServer.start(at(first.port())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + first.port());
        }
    }

    @Test
    void theEnvironmentHasADefaultForAll() {
        var settings = ShopSettings.of(Map.of());
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.loops()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.knobs()).isEqualTo(Knobs.OFF);
        assertThat(settings.key()).isEqualTo(ShopSettings.loopback().key());
    }

    @Test
    void aWrongEnvironmentIsNamed() {
        Map.of("PORT", "http", "SHOP_LOOPS", "two", "SHOP_DELAY", "soon", "SHOP_ERROR_RATE", "some")
                .forEach((name, value) -> assertThatThrownBy(() -> ShopSettings.of(Map.of(name, value)))
                        .hasMessageContaining(name)
                        .hasMessageContaining(value));
        assertThatThrownBy(() -> ShopSettings.of(Map.of("PORT", "70000"))).hasMessageContaining("70000");
        assertThatThrownBy(() -> ShopSettings.of(Map.of("SHOP_LOOPS", "0"))).hasMessageContaining("loops");
        assertThatThrownBy(() -> ShopSettings.of(Map.of("SHOP_ERROR_RATE", "2")))
                .hasMessageContaining("errorRate");
    }

    private static ShopSettings at(int port) {
        return new ShopSettings("127.0.0.1", port, 2, "a key", Knobs.OFF);
    }
}
