package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http2Test extends OpenShop {
    @ParameterizedTest(name = "upgrade {0}")
    @ValueSource(booleans = {false, true})
    void thePlainPortSpeaksHttp2(boolean upgrade) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(upgrade));
            for (int i = 0; i < 3; i++) {
                Buffer body = client.request(HttpMethod.GET, server.port(), "127.0.0.1", "/echo")
                        .compose(request -> request.send().compose(HttpClientResponse::body))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
                assertThat(body.toJsonObject().getString("protocol")).isEqualTo("h2");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertThat(shop.counters().getJsonObject("byProtocol")).isEqualTo(new JsonObject().put("h2", 3));
        assertThat(shop.counters().getJsonObject("connections").getInteger("used"))
                .isEqualTo(1);
    }
}
