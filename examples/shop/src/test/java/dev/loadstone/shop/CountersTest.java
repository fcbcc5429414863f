package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CountersTest extends OpenShop {
    @Test
    void everyRequestCountsByTemplateAndStatus() {
        shop.get("/api/products/1");
        shop.get("/api/products/2?x=y");
        shop.get("/api/products/2000");
        shop.get("/api/products/search?q=phone");
        shop.get("/api/cart");
        shop.send("PUT", "/api/orders", "{}");
        shop.get("/nowhere/1");
        shop.get("/nowhere/2");
        shop.send("BREW", "/nowhere", "");
        assertThat(requests()).isEqualTo(new JsonObject("""
                {"requests": 9, "answered": 9,
                 "byEndpoint": {"GET /api/products/{id}": 3, "GET /api/products/search": 1, "GET /api/cart": 1,
                                "PUT /api/orders": 1, "GET *": 2, "OTHER *": 1},
                 "byStatus": {"200": 3, "401": 1, "404": 4, "405": 1},
                 "byProtocol": {"http/1.1": 9}}
                """));
    }

    @Test
    void operationsDoNotCount() {
        shop.get("/healthz");
        shop.get("/knobs");
        shop.send("PUT", "/knobs", "{}");
        assertThat(requests()).isEqualTo(nothing());
    }

    @Test
    void deleteStartsAtZero() {
        shop.get("/");
        assertThat(shop.counters().getInteger("requests")).isEqualTo(1);
        shop.send("DELETE", "/counters", "");
        assertThat(requests()).isEqualTo(nothing());
    }

    @Test
    void noneIsLostWhenManyComeAtOnce() {
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 500; i++) {
            answers.add(shop.sendLater("GET", i % 5 == 0 ? "/api/products/0" : "/api/products"));
        }
        answers.forEach(CompletableFuture::join);
        var counters = shop.counters();
        assertThat(counters.getInteger("requests")).isEqualTo(500);
        assertThat(counters.getJsonObject("byEndpoint"))
                .isEqualTo(new JsonObject().put("GET /api/products", 400).put("GET /api/products/{id}", 100));
        assertThat(counters.getJsonObject("byStatus"))
                .isEqualTo(new JsonObject().put("200", 400).put("404", 100));
    }

    @Test
    void anAnswerCountsWhereItsRequestCame() {
        shop.send("PUT", "/knobs", "{\"freeze\":\"60s\"}");
        var answer = shop.sendLater("GET", "/");
        shop.countersWhere(counters -> counters.getInteger("requests") == 1);
        shop.send("DELETE", "/counters", "");
        shop.send("PUT", "/knobs", "{\"freeze\":\"0s\"}");
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(requests()).isEqualTo(nothing());
    }

    @Test
    void aConnectionIsUsedOnceWhateverComesOverIt() {
        int openBefore = shop.counters().getJsonObject("connections").getInteger("open");
        shop.reset();
        shop.sendRaw("GET /healthz");
        shop.sendRaw("GET /api/products/1");
        shop.sendRaw("GET /nowhere");
        var counters =
                shop.countersWhere(now -> now.getJsonObject("connections").getInteger("open") <= openBefore);
        assertThat(counters.getJsonObject("connections").getInteger("accepted")).isEqualTo(3);
        assertThat(counters.getJsonObject("connections").getInteger("used")).isEqualTo(2);
        try (var client = new ShopClient(server)) {
            client.get("/");
            client.get("/");
            assertThat(client.counters().getJsonObject("connections").getInteger("used"))
                    .isEqualTo(3);
            client.reset();
            client.get("/");
            assertThat(client.counters().getJsonObject("connections").getInteger("used"))
                    .as("used again after the reset")
                    .isEqualTo(1);
        }
    }

    @Test
    void aResetEmptiesTheWholeTally() {
        shop.bearer("ann@example.com");
        shop.get("/api/products", "Accept-Encoding", "gzip");
        shop.reset();
        assertThat(shop.counters().getJsonObject("logins"))
                .isEqualTo(new JsonObject("{\"total\":0,\"distinct\":0,\"repeated\":0}"));
        assertThat(shop.counters().getInteger("gzipped")).isZero();
    }

    /** What is counted of requests alone. */
    private static JsonObject requests() {
        JsonObject counters = shop.counters();
        for (String other : new String[] {"logins", "seasons", "connections", "gzipped"}) {
            counters.remove(other);
        }
        return counters;
    }

    private static JsonObject nothing() {
        return new JsonObject()
                .put("requests", 0)
                .put("answered", 0)
                .put("byEndpoint", new JsonObject())
                .put("byStatus", new JsonObject())
                .put("byProtocol", new JsonObject());
    }
}
