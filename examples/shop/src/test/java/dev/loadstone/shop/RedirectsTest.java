package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest extends OpenShop {
    @Test
    void aChainHasAsManyRedirectsAsItsNumber() {
        String path = "/redirects/12";
        var response = shop.get(path);
        while (response.statusCode() == 302) {
            path = response.headers().firstValue("Location").orElseThrow();
            response = shop.get(path);
        }
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(path).isEqualTo("/redirects/0");
        assertThat(shop.counters().getJsonObject("byStatus"))
                .isEqualTo(new JsonObject().put("200", 1).put("302", 12));
        assertThat(shop.counters().getJsonObject("byEndpoint"))
                .isEqualTo(new JsonObject().put("GET /redirects/{n}", 13));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void theStatusMayBeChosenAndStays(int status) {
        var response = shop.send("POST", "/redirects/2?status=" + status, "body");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Location")).contains("/redirects/1?status=" + status);
    }

    @Test
    void theEndShowsWhatArrived() {
        var arrived = new JsonObject(
                shop.send("POST", "/redirects/0?status=307", "body").body());
        assertThat(arrived.getString("method")).isEqualTo("POST");
        assertThat(arrived.getString("body")).isEqualTo("body");
    }

    @Test
    void awayLeadsToAnotherHost() {
        assertThat(shop.get("/redirects/away").headers().firstValue("Location")).contains("http://elsewhere.invalid/");
        assertThat(shop.get("/redirects/away?to=http%3A%2F%2F127.0.0.1%3A1%2Fx%3Fy")
                        .headers()
                        .firstValue("Location"))
                .contains("http://127.0.0.1:1/x?y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/redirects/101", "/redirects/-1", "/redirects/x", "/redirects/", "/redirects/1/2"})
    void thereAreNoOtherChains(String path) {
        assertThat(shop.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/redirects/1?status=200", "/redirects/away?to=a%0d%0aSet-Cookie:x"})
    void nonsenseIsRefused(String path) {
        assertThat(shop.get(path).statusCode()).isEqualTo(400);
    }
}
