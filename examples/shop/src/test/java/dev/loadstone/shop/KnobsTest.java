package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnobsTest extends OpenShop {
    @Test
    void aKnobThatIsNotNamedStays() {
        put("{\"delay\":\"20ms\"}");
        put("{\"errorRate\":0.01}");
        assertThat(shop.json("/knobs")).isEqualTo(knobs("20ms", 0.01));
        assertThat(new JsonObject(shop.send("DELETE", "/knobs", "").body())).isEqualTo(knobs("0ms", 0.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"delay\":\"soon\"}",
                "{\"delay\":20}",
                "{\"delay\":\"61s\"}",
                "{\"freeze\":\"2m\"}",
                "{\"errorRate\":1.5}",
                "{\"errorRate\":-1}",
                "{\"errorRate\":\"1\"}",
                "{\"dealy\":\"1ms\"}",
                "{"
            })
    void nonsenseTurnsNothing(String body) {
        var response = shop.send("PUT", "/knobs", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("error")).isNotBlank();
        assertThat(shop.json("/knobs")).isEqualTo(knobs("0ms", 0.0));
    }

    @Test
    void anErrorRateOfOneFailsAllButOperations() {
        put("{\"errorRate\":1}");
        assertThat(shop.get("/api/products").statusCode()).isEqualTo(503);
        assertThat(shop.get("/nowhere").statusCode()).isEqualTo(503);
        assertThat(shop.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void anErrorRateBetweenFailsSome() {
        put("{\"errorRate\":0.5}");
        for (int i = 0; i < 200; i++) {
            shop.get("/api/products");
        }
        // That 200 tosses of a coin all fall alike happens once in 10^60 runs.
        assertThat(shop.counters().getJsonObject("byStatus").fieldNames()).containsExactly("200", "503");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 304, 429, 503, 599})
    void aHeaderAsksForAStatus(int status) {
        var response = shop.get("/api/products", "X-Shop-Status", Integer.toString(status));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(shop.counters().getJsonObject("byStatus")).isEqualTo(new JsonObject().put("" + status, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "600", "ok", ""})
    void aHeaderCannotAskForNonsense(String status) {
        assertThat(shop.get("/api/products", "X-Shop-Status", status).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aDelayedAnswerComesAfterOneThatWasAskedForLater() {
        var slow = shop.sendLater("GET", "/api/products", "X-Shop-Delay", "60s");
        shop.countersWhere(counters -> counters.getInteger("requests") == 1);
        assertThat(shop.get("/api/products").statusCode()).isEqualTo(200);
        assertThat(slow).isNotDone();
        assertThat(shop.counters().getInteger("answered")).isEqualTo(1);
        slow.cancel(true);
    }

    @Test
    void aDelayOnlyPostpones() {
        put("{\"delay\":\"1m\"}");
        var slow = shop.sendLater("GET", "/api/products");
        shop.countersWhere(counters -> counters.getInteger("requests") == 1);
        var quick = shop.get("/api/products", "X-Shop-Delay", "20ms");
        assertThat(quick.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(quick.body()).getInteger("total")).isEqualTo(1000);
        assertThat(slow).as("the header stands above the knob").isNotDone();
        slow.cancel(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1ms", "61s", ""})
    void aDelayOfNonsenseIsRefused(String delay) {
        assertThat(shop.get("/api/products", "X-Shop-Delay", delay).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theEnvironmentSetsTheKnobsForTheStart() {
        var settings = ShopSettings.of(Map.of(
                "PORT", "0", "SHOP_HOST", "127.0.0.1", "SHOP_LOOPS", "1", "SHOP_DELAY", "3ms", "SHOP_ERROR_RATE", "1"));
        try (var server = ShopServer.start(settings);
                var client = new ShopClient(server)) {
            assertThat(client.json("/knobs")).isEqualTo(knobs("3ms", 1.0));
            assertThat(client.get("/").statusCode()).isEqualTo(503);
            client.send("PUT", "/knobs", "{\"errorRate\":0,\"delay\":\"0ms\"}");
            assertThat(client.get("/").statusCode()).isEqualTo(200);
            client.send("DELETE", "/knobs", "");
            assertThat(client.json("/knobs")).isEqualTo(knobs("3ms", 1.0));
        }
    }

    private static void put(String body) {
        assertThat(shop.send("PUT", "/knobs", body).statusCode()).isEqualTo(200);
    }

    private static JsonObject knobs(String delay, double errorRate) {
        return new JsonObject().put("delay", delay).put("errorRate", errorRate).put("freeze", "0ms");
    }
}
