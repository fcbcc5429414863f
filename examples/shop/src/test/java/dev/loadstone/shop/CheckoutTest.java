package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutTest extends OpenShop {
    @Test
    void loginGivesATokenThatOpensACartOfOnesOwn() {
        String ann = shop.bearer("ann@example.com");
        String bob = shop.bearer("bob@example.com");
        var put = post("/api/cart", ann, 7, 3);
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(new JsonObject(put.body()).getInteger("items")).isEqualTo(3);

        var cart = shop.json("/api/cart", "Authorization", ann);
        double price = shop.json("/api/products/7").getDouble("price");
        assertThat(cart.getInteger("items")).isEqualTo(3);
        assertThat(cart.getDouble("total")).isEqualTo(Math.round(price * 300) / 100.0);
        assertThat(cart.getJsonArray("lines").getJsonObject(0).getInteger("productId"))
                .isEqualTo(7);
        assertThat(shop.json("/api/cart", "Authorization", bob).getInteger("items"))
                .isZero();
    }

    @Test
    void theSameProductAgainSetsItsQuantity() {
        String buyer = shop.bearer("again@example.com");
        post("/api/cart", buyer, 7, 3);
        post("/api/cart", buyer, 8, 1);
        assertThat(new JsonObject(post("/api/cart", buyer, 7, 2).body()).getInteger("items"))
                .isEqualTo(3);
    }

    @Test
    void everyOrderHasANumberOfItsOwnAndATotal() {
        String buyer = shop.bearer("order@example.com");
        double price = shop.json("/api/products/12").getDouble("price");
        var numbers = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            var response = post("/api/orders", buyer, 12, 2);
            assertThat(response.statusCode()).isEqualTo(201);
            var order = new JsonObject(response.body());
            assertThat(numbers.add(order.getString("orderId"))).isTrue();
            assertThat(order.getDouble("total")).isEqualTo(Math.round(price * 200) / 100.0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"a@b\"}",
                "{\"password\":\"x\"}",
                "{\"email\":\"\",\"password\":\"x\"}",
                "{\"email\":7,\"password\":\"x\"}",
                "{\"email\":",
                "[1]",
                "null",
                "7",
                ""
            })
    void loginNeedsBoth(String body) {
        var response = shop.send("POST", "/api/auth/login", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("error")).isNotBlank();
    }

    @Test
    void aWrongPasswordIsRefused() {
        var response = shop.send("POST", "/api/auth/login", "{\"email\":\"a@b\",\"password\":\"wrong\"}");
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/cart", "POST,/api/cart", "POST,/api/orders"})
    void withoutAValidTokenNothingIsBought(String method, String path) {
        String body = method.equals("GET") ? "" : line(1, 1);
        var none = shop.send(method, path, body);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        String token = shop.bearer("a@example.com");
        for (String header :
                new String[] {"Bearer nonsense", "Bearer a.b", "Basic " + token.substring(7), token + "x"}) {
            assertThat(shop.send(method, path, body, "Authorization", header).statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; {\"productId\":1}",
                "400; {\"quantity\":1}",
                "400; {\"productId\":\"1\",\"quantity\":1}",
                "400; {\"productId\":1,\"quantity\":1.5}",
                "400; {\"productId\":99999999999,\"quantity\":1}",
                "400; {\"productId\":1,",
                "400; []",
                "404; {\"productId\":0,\"quantity\":1}",
                "404; {\"productId\":1001,\"quantity\":1}",
                "422; {\"productId\":1,\"quantity\":0}",
                "422; {\"productId\":1,\"quantity\":-1}",
                "422; {\"productId\":1,\"quantity\":100000}"
            })
    void nonsenseIsNotSold(int status, String body) {
        String buyer = shop.bearer("nonsense@example.com");
        for (String path : new String[] {"/api/cart", "/api/orders"}) {
            var response = shop.send("POST", path, body, "Authorization", buyer);
            assertThat(response.statusCode()).as(path).isEqualTo(status);
            assertThat(new JsonObject(response.body()).getString("error")).isNotBlank();
        }
    }

    @Test
    void replicasWithOneKeyAcceptEachOthersTokens() {
        String token = shop.bearer("replica@example.com");
        var other = new ShopSettings("127.0.0.1", 0, 1, "another key", Knobs.OFF);
        try (var same = ShopServer.start(SETTINGS);
                var different = ShopServer.start(other);
                var sameClient = new ShopClient(same);
                var differentClient = new ShopClient(different)) {
            assertThat(sameClient.get("/api/cart", "Authorization", token).statusCode())
                    .isEqualTo(200);
            assertThat(differentClient.get("/api/cart", "Authorization", token).statusCode())
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> post(String path, String bearer, int product, int quantity) {
        return shop.send("POST", path, line(product, quantity), "Authorization", bearer);
    }

    private static String line(int product, int quantity) {
        return "{\"productId\":" + product + ",\"quantity\":" + quantity + "}";
    }
}
