package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest extends OpenShop {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void everyMethodIsShownAsItArrived(String method) {
        var shown = new JsonObject(shop.send(method, "/echo?a=1&b=%C3%BC&a=2", "grüß", "X-Name", "One", "x-name", "two")
                .body());
        assertThat(shown.getString("method")).isEqualTo(method);
        assertThat(shown.getString("path")).isEqualTo("/echo");
        assertThat(shown.getString("query")).isEqualTo("a=1&b=%C3%BC&a=2");
        assertThat(shown.getJsonObject("parameters"))
                .isEqualTo(new JsonObject().put("a", "1, 2").put("b", "ü"));
        assertThat(shown.getJsonObject("headers").getString("x-name")).isEqualTo("One, two");
        assertThat(shown.getString("body")).isEqualTo("grüß");
        assertThat(shown.getInteger("size")).isEqualTo(6);
        assertThat(shown.getString("protocol")).isEqualTo("http/1.1");
        assertThat(shown.getString("address")).isEqualTo("127.0.0.1");
        assertThat(shown.getValue("tls")).isNull();
        assertThat(shop.counters().getJsonObject("byEndpoint")).isEqualTo(new JsonObject().put(method + " /echo", 1));
    }

    @Test
    void aHeadHasNoBody() {
        var response = shop.send("HEAD", "/echo", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void cookiesAreSetAsAskedForAndShownAsTheyCame() {
        var response =
                shop.get("/cookies?set=a%3Db%3B%20Path%3D%2Fx%3B%20Max-Age%3D1&set=c%3D", "Cookie", "y=2; z=\"3\"");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=b; Path=/x; Max-Age=1", "c=");
        assertThat(new JsonObject(response.body()).getJsonObject("cookies").fieldNames())
                .containsExactlyInAnyOrder("y", "z");
        assertThat(shop.get("/cookies").body()).isEqualTo("{\"cookies\":{}}");
        assertThat(shop.get("/cookies?set=a%0d%0ab").statusCode()).isEqualTo(400);
    }
}
