package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowseTest extends OpenShop {
    @Test
    void theHomePageIsHtml() {
        var response = shop.get("/");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(response.body()).contains("<h1>Shop</h1>");
    }

    @Test
    void aShopThatListensIsHealthy() {
        assertThat(shop.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void theFirstPageIsWhatLimitAndPageDefaultTo() {
        var response = shop.get("/api/products");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        var page = new JsonObject(response.body());
        assertThat(page.getInteger("total")).isEqualTo(1000);
        assertThat(page.getJsonArray("products")).hasSize(20);
        assertThat(page.getJsonArray("products").getJsonObject(0).fieldNames())
                .containsExactly("id", "name", "price", "stock");
        assertThat(shop.get("/api/products?limit=20&page=1").body()).isEqualTo(response.body());
    }

    @Test
    void thePagesTogetherAreAllProductsOnce() {
        var ids = new HashSet<Integer>();
        for (int page = 1; page <= 10; page++) {
            for (Object product :
                    shop.json("/api/products?limit=100&page=" + page).getJsonArray("products")) {
                assertThat(ids.add(((JsonObject) product).getInteger("id"))).isTrue();
            }
        }
        assertThat(ids).hasSize(1000).contains(1, 1000);
        assertThat(shop.json("/api/products?limit=100&page=11").getJsonArray("products"))
                .isEmpty();
    }

    @Test
    void nextLeadsThroughAllPages() {
        Integer page = 1;
        int pages = 0;
        while (page != null) {
            pages++;
            page = shop.json("/api/products?limit=30&page=" + page).getInteger("next");
        }
        assertThat(pages).isEqualTo(34);
        assertThat(shop.json("/api/products").getInteger("next")).isEqualTo(2);
        assertThat(shop.json("/api/products?page=50").getInteger("next")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 970, 1000})
    void relatedProductsAreOthersOfTheSameKind(int id) {
        String kind = kind(shop.json("/api/products/" + id));
        assertThat(shop.json("/api/products/" + id + "/related").getJsonArray("related"))
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allSatisfy(product -> {
                    assertThat(kind((JsonObject) product)).isEqualTo(kind);
                    assertThat(((JsonObject) product).getInteger("id")).isNotEqualTo(id);
                });
        assertThat(shop.counters().getJsonObject("byEndpoint").getInteger("GET /api/products/{id}/related"))
                .isEqualTo(1);
    }

    private static String kind(JsonObject product) {
        return product.getString("name").split(" ")[1];
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "x", "1/2", ""})
    void whatIsNotThereHasNoRelatives(String id) {
        assertThat(shop.get("/api/products/" + id + "/related").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "page=0", "page=-1", "page=99999999999", "limit=%zz"})
    void nonsensePagesAreRefused(String query) {
        var response = shop.sendRaw("GET /api/products?" + query);
        assertThat(response).startsWith("HTTP/1.1 400").contains("\"error\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop", "phone", "tablet", "LAPTOP", "oak%20laptop"})
    void searchFindsByPartsOfNames(String term) {
        var results = shop.json("/api/products/search?q=" + term).getJsonArray("results");
        assertThat(results).isNotEmpty().allSatisfy(product -> assertThat(((JsonObject) product).getString("name"))
                .containsIgnoringCase(term.replace("%20", " ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeppelin", "", "%20"})
    void searchMayFindNothing(String term) {
        var response = shop.get("/api/products/search?q=" + term);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"results\":[]}");
    }

    @Test
    void searchNeedsATerm() {
        assertThat(shop.get("/api/products/search").statusCode()).isEqualTo(400);
    }

    @Test
    void aProductIsTheSameInItsPageAndInTheList() {
        var listed = shop.json("/api/products").getJsonArray("products").getJsonObject(6);
        assertThat(shop.json("/api/products/7")).isEqualTo(listed);
        assertThat(shop.get("/api/products/1000").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "x", "", "-1", "99999999999", "7/reviews"})
    void aProductThatIsNotThereIsNotFound(String id) {
        var response = shop.get("/api/products/" + id);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(response.body()).getString("error")).isNotBlank();
    }
}
