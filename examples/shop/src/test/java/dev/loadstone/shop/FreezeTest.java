package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreezeTest extends OpenShop {
    private static final int REQUESTS = 40;

    @Test
    void nothingIsAnsweredInAFreezeAndAllAfterIt() {
        put("60s");
        var answers = ask();
        var frozen = shop.countersWhere(counters -> counters.getInteger("requests") == REQUESTS);
        assertThat(frozen.getInteger("answered")).isZero();
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        assertThat(shop.json("/knobs").getString("freeze")).isNotEqualTo("0ms");

        put("0s");
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        var thawed = shop.counters();
        assertThat(thawed.getInteger("answered")).isEqualTo(REQUESTS);
        assertThat(thawed.getJsonObject("byStatus")).isEqualTo(new JsonObject().put("200", REQUESTS));
    }

    @Test
    void aFreezeEndsByItself() {
        put("300ms");
        var answers = ask();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        // An answer that came shows that its event loop is thawed, and all thaw by one clock.
        assertThat(shop.json("/knobs").getString("freeze")).isEqualTo("0ms");
    }

    @Test
    void aFreezeAlsoHoldsAnswersThatWereDelayed() {
        put("60s");
        var delayed = shop.sendLater("GET", "/api/products", "X-Shop-Delay", "1ms");
        var direct = shop.sendLater("GET", "/api/products", "X-Shop-Status", "503");
        var frozen = shop.countersWhere(counters -> counters.getInteger("requests") == 2);
        assertThat(frozen.getInteger("answered")).isZero();
        put("0s");
        assertThat(delayed.join().statusCode()).isEqualTo(200);
        assertThat(direct.join().statusCode()).isEqualTo(503);
    }

    private static List<CompletableFuture<HttpResponse<String>>> ask() {
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> shop.sendLater("GET", "/api/products/" + (i + 1)))
                .toList();
    }

    private static void put(String freeze) {
        var response = shop.send("PUT", "/knobs", "{\"freeze\":\"" + freeze + "\"}");
        assertThat(response.statusCode()).isEqualTo(200);
    }
}
