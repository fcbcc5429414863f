package dev.loadstone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddBodiesTest extends OpenShop {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_768, 1_000_000, 20_000_000})
    void aBlobHasTheSizeThatWasAskedFor(int bytes) {
        var known = shop.get("/blob?bytes=" + bytes);
        assertThat(known.body()).hasSize(bytes);
        assertThat(known.headers().firstValue("Content-Length")).contains(Integer.toString(bytes));
        var chunked = shop.get("/blob?chunked=true&bytes=" + bytes);
        assertThat(chunked.body()).hasSize(bytes);
        assertThat(chunked.headers().firstValue("Content-Length")).isEmpty();
        assertThat(shop.get("/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/blob", "/blob?bytes=67108865", "/endless?for=60001", "/endless?every=0"})
    void thereIsABound(String path) {
        assertThat(shop.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void aDripEndsWhenItsTimeIsUp() {
        var response = shop.get("/endless?every=5&for=50");
        assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
        assertThat(response.body()).isEqualTo(".".repeat(11));
    }

    @Test
    void aDripGoesOnUntilItsListenerIsGone() {
        var drip = shop.sendLater("GET", "/endless?every=1");
        shop.countersWhere(counters -> counters.getInteger("answered") == 1);
        assertThat(drip).isNotDone();
        drip.cancel(true);
        assertThat(shop.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aTornBodyPromisesMoreThanItHas() {
        String torn = shop.sendRaw("GET /torn");
        assertThat(torn.toLowerCase(Locale.ROOT)).startsWith("http/1.1 200").contains("content-length: 1000");
        assertThat(torn).endsWith("\r\n\r\n0123456789");
    }

    @Test
    void aResetIsNoAnswer() {
        assertThatThrownBy(() -> shop.sendRaw("GET /reset")).hasRootCauseMessage("Connection reset");
        assertThat(shop.get("/").statusCode()).isEqualTo(200);
    }
}
