package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SeasonsTest extends OpenShop {
    private static final String SEARCH = "/api/products/search?q=phone";

    @Test
    void aSeasonIsOpenUntilItIsDeleted() {
        var created = shop.send("POST", "/api/seasons", "");
        assertThat(created.statusCode()).isEqualTo(201);
        String id = new JsonObject(created.body()).getString("id");
        assertThat(created.headers().firstValue("Location")).contains("/api/seasons/" + id);
        assertThat(seasons()).isEqualTo(counted(1, 0, 1, 0));

        assertThat(shop.get(SEARCH + "&season=" + id).statusCode()).isEqualTo(200);
        assertThat(shop.get(SEARCH, "X-Shop-Season", id).statusCode()).isEqualTo(200);
        assertThat(shop.get(SEARCH).statusCode()).isEqualTo(200);
        assertThat(seasons()).isEqualTo(counted(1, 0, 1, 2));

        assertThat(shop.send("DELETE", "/api/seasons/" + id, "").statusCode()).isEqualTo(204);
        assertThat(seasons()).isEqualTo(counted(1, 1, 0, 2));
        assertThat(shop.send("DELETE", "/api/seasons/" + id, "").statusCode()).isEqualTo(404);
        assertThat(shop.get(SEARCH + "&season=" + id).statusCode()).isEqualTo(404);
        assertThat(seasons()).isEqualTo(counted(1, 1, 0, 2));
    }

    @Test
    void thatOneIsOpenOutlastsAReset() {
        var created = shop.send("POST", "/api/seasons", "{}");
        String id = new JsonObject(created.body()).getString("id");
        shop.reset();
        assertThat(seasons()).isEqualTo(counted(0, 0, 1, 0));
        shop.send("DELETE", "/api/seasons/" + id, "");
        assertThat(seasons()).isEqualTo(counted(0, 1, 0, 0));
    }

    @Test
    void thereIsABoundToOpenSeasons() {
        try (var other = ShopServer.start(SETTINGS);
                var client = new ShopClient(other)) {
            String last = "";
            for (int i = 0; i < 1_000; i++) {
                last = new JsonObject(client.send("POST", "/api/seasons", "").body()).getString("id");
            }
            assertThat(client.send("POST", "/api/seasons", "").statusCode()).isEqualTo(409);
            client.send("DELETE", "/api/seasons/" + last, "");
            assertThat(client.send("POST", "/api/seasons", "").statusCode()).isEqualTo(201);
        }
    }

    private static JsonObject seasons() {
        return shop.counters().getJsonObject("seasons");
    }

    private static JsonObject counted(int created, int deleted, int open, int searches) {
        return new JsonObject()
                .put("created", created)
                .put("deleted", deleted)
                .put("open", open)
                .put("searches", searches);
    }
}
