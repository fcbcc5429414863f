package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRulesTest extends OpenShop {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST;   /;                    GET",
                "GET;    /api/auth/login;      POST",
                "DELETE; /api/products;        GET",
                "POST;   /api/products/search; GET",
                "PATCH;  /api/products/7;      GET",
                "DELETE; /api/cart;            GET, POST",
                "GET;    /api/orders;          POST",
                "PUT;    /counters;            DELETE, GET",
                "POST;   /knobs;               DELETE, GET, PUT",
                "POST;   /healthz;             GET"
            })
    void aWrongMethodIsToldTheRightOnes(String method, String path, String allow) {
        var response = shop.send(method, path, "");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(allow);
        assertThat(new JsonObject(response.body()).getString("error")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/product", "/api/cart/", "/favicon.ico", "//"})
    void whatIsNowhereIsNotFound(String path) {
        assertThat(shop.sendRaw("GET " + path)).startsWith("HTTP/1.1 404").contains("\"error\"");
    }

    @Test
    void aStarIsNotFoundEither() {
        assertThat(shop.sendRaw("OPTIONS *")).startsWith("HTTP/1.1 404");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndTheConnectionGoesOn() {
        var body = new JsonObject().put("email", "x".repeat(100_000)).put("password", "x");
        assertThat(shop.send("POST", "/api/auth/login", body.encode()).statusCode())
                .isEqualTo(413);
        assertThat(shop.get("/api/products").statusCode()).isEqualTo(200);
    }

    @Test
    void afterABadRequestTheShopGoesOn() {
        assertThat(shop.sendRaw("nonsense")).contains(" 400 Bad Request");
        assertThat(shop.get("/api/products").statusCode()).isEqualTo(200);
    }
}
