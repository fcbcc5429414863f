package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewsTest extends OpenShop {
    private static final String MULTIPART = "multipart/form-data; boundary=edge";
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String FIELD = """
            --edge\r
            Content-Disposition: form-data; name="text"\r
            \r
            grüß\r
            """;
    private static final String FILE = """
            --edge\r
            Content-Disposition: form-data; name="photo"; filename="a.jpg"\r
            Content-Type: image/jpeg\r
            \r
            abc\r
            """;

    @Test
    void theAnswerTellsEveryPart() {
        var response = post(FIELD + FILE + FILE.replace("photo", "other") + "--edge--\r\n");
        assertThat(response.statusCode()).isEqualTo(201);
        var answer = new JsonObject(response.body());
        assertThat(answer.getJsonArray("fields").getJsonObject(0))
                .isEqualTo(new JsonObject().put("name", "text").put("size", 6).put("value", "grüß"));
        assertThat(answer.getJsonArray("files")).hasSize(2);
        assertThat(answer.getJsonArray("files").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("size", 3)
                        .put("sha256", ABC)
                        .put("name", "photo")
                        .put("filename", "a.jpg")
                        .put("contentType", "image/jpeg"));
    }

    @Test
    void aFileMayBeLarge() {
        String file = FILE.replace("abc", "x".repeat(1_000_000));
        var answer = new JsonObject(post(file + "--edge--\r\n").body());
        assertThat(answer.getJsonArray("files").getJsonObject(0).getInteger("size"))
                .isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", FILE, "--edge--\r\n"})
    void aBrokenBodyIsRefused(String body) {
        assertThat(post(body).statusCode()).isEqualTo(400);
        assertThat(shop.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherTypeIsRefused() {
        assertThat(shop.send("POST", "/api/reviews", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anImageIsTakenAsItComes() {
        var answer = new JsonObject(shop.send("PUT", "/api/images/a.png", "abc").body());
        assertThat(answer)
                .isEqualTo(new JsonObject().put("size", 3).put("sha256", ABC).put("name", "a.png"));
        var large = new JsonObject(
                shop.send("PUT", "/api/images/b.png", "x".repeat(1_000_000)).body());
        assertThat(large.getInteger("size")).isEqualTo(1_000_000);
        assertThat(shop.counters().getJsonObject("byEndpoint"))
                .isEqualTo(new JsonObject().put("PUT /api/images/{name}", 2));
    }

    private static HttpResponse<String> post(String body) {
        return shop.send("POST", "/api/reviews", body, "Content-Type", MULTIPART);
    }
}
