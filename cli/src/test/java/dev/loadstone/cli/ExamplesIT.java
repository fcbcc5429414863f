package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.shop.ShopServer;
import dev.loadstone.shop.ShopSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example as it stands: what Loadstone reports is what the shop counted, to the last request. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ExamplesIT {
    @TempDir
    private Path folder;

    private ExampleRun run(String name) throws IOException, InterruptedException {
        return ExampleRun.of(name, folder).assertSound();
    }

    @ParameterizedTest
    @CsvSource({
        "smoke",
        "quickstart",
        "budgets",
        "spike",
        "stress",
        "soak",
        "arrivals",
        "weighted",
        "overlap",
        "journey"
    })
    void everyRequestThatTheShopSawIsInTheReport(String name) throws IOException, InterruptedException {
        var run = run(name);
        assertThat(run.completed()).isPositive().isEqualTo(run.shop("/requests"));
    }

    @Test
    void theJourneysOrdersAndLogins() throws IOException, InterruptedException {
        var run = run("journey");
        assertThat(run.completed("search")).isEqualTo(run.came("GET /api/products/search"));
        assertThat(run.completed("product")).isEqualTo(run.came("GET /api/products/{id}"));
        assertThat(run.completed("cart")).isPositive().isEqualTo(run.came("POST /api/cart"));
        assertThat(run.completed("order")).isPositive().isEqualTo(run.came("POST /api/orders"));
        assertThat(run.completed("login")).isEqualTo(run.shop("/logins/distinct"));
        assertThat(run.shop("/logins/repeated")).isZero();
    }

    @Test
    void eachPhaseOfArrivalsHasWhatItsRateSays() throws IOException, InterruptedException {
        var run = run("arrivals");
        assertThat(run.iterations("ramp")).isBetween(137L, 138L);
        assertThat(run.iterations("burst")).isEqualTo(300);
        long all = run.iterations("ramp") + run.iterations("plateau") + run.iterations("burst");
        assertThat(run.came("GET /api/products/search")).isEqualTo(all);
        assertThat(run.came("GET /api/products/{id}")).isEqualTo(all);
    }

    @Test
    void whatIsWeighted() throws IOException, InterruptedException {
        var run = run("weighted");
        assertThat(run.iterations("steady")).isEqualTo(400);
        assertThat(run.completed("list")).isEqualTo(run.came("GET /api/products"));
        assertThat(run.completed("product")).isEqualTo(run.completed("list"));
        assertThat(run.completed("review")).isEqualTo(run.came("POST /api/reviews"));
        assertThat(run.completed("list") + run.completed("review")).isEqualTo(400);
        assertThat(run.completed("review")).isBetween(10L, 90L);
    }

    @Test
    void whatOverlaps() throws IOException, InterruptedException {
        var run = run("overlap");
        assertThat(run.completed("list")).isEqualTo(run.came("GET /api/products"));
        assertThat(run.completed("crawl")).isEqualTo(180).isEqualTo(run.came("GET /api/products/{id}"));
        assertThat(run.completed("sale")).isPositive().isEqualTo(run.came("GET /api/products/search"));
    }

    @Test
    void pagesAndTheirAssets() throws IOException, InterruptedException {
        var run = run("batch");
        assertThat(run.completed()).isEqualTo(run.shop("/requests"));
        long pages = run.completed("home");
        assertThat(run.came("GET /blob")).isEqualTo(3 * pages);
        assertThat(run.completed("style", "script", "picture")).isEqualTo(3 * pages);
        assertThat(run.completed("related")).isEqualTo(3 * pages).isEqualTo(run.came("GET /api/products/{id}/related"));
        assertThat(run.completed("list")).isEqualTo(3 * pages).isEqualTo(run.came("GET /api/products"));
        assertThat(run.shop("/gzipped")).isPositive();
    }

    @Test
    void severalTargetsAndProtocols() throws IOException, InterruptedException {
        var run = ExampleRun.of("gateway", folder, "office").assertSound();
        assertThat(run.completed("stats")).as("six clerks, three rounds").isEqualTo(18);
        assertThat(run.shop("/byProtocol/http~11.1")).isEqualTo(18);
        assertThat(run.shop("/byProtocol/h2")).isEqualTo(run.completed("list", "product"));
        assertThat(run.completed()).isEqualTo(run.shop("/requests"));
    }

    @Test
    void metricsOfTheTestsOwn() throws IOException, InterruptedException {
        var run = run("metrics");
        long searches = run.completed("search");
        long orders = run.completed("order");
        assertThat(searches).isEqualTo(240).isEqualTo(run.came("GET /api/products/search"));
        assertThat(orders).isPositive().isEqualTo(run.came("POST /api/orders"));
        assertThat(run.metric("found").get("samples").asLong()).isEqualTo(searches);
        assertThat(run.metric("hit").get("samples").asLong()).isEqualTo(searches);
        assertThat(run.metric("hit").get("passed").asLong()).isEqualTo(orders);
        assertThat(run.metric("sold").get("samples").asLong()).isEqualTo(orders);
        assertThat(run.metric("sold").get("sum").asDouble()).isBetween(1.0 * orders, 3.0 * orders);
    }

    @Test
    void aListWithWhoseEndTheTestEnds() throws IOException, InterruptedException {
        var run = ExampleRun.of("stocktaking", folder);
        assertThat(run.completed("item")).isEqualTo(12).isEqualTo(run.came("GET /api/products/{id}"));
        assertThat(run.output().out()).contains("Ended by the test itself");
    }

    /** With what the example's first lines say: needs openssl. */
    @Test
    void trustAndNames() throws IOException, InterruptedException {
        Path pems = folder.resolve("pems");
        var script = new ProcessBuilder("../examples/shop/certificates", pems.toString()).redirectErrorStream(true);
        Process certificates = script.start();
        String said = new String(certificates.getInputStream().readAllBytes());
        assertThat(certificates.waitFor()).as(said).isZero();
        var settings = ShopSettings.of(
                Map.of("SHOP_HOST", "127.0.0.1", "PORT", "0", "SHOP_TLS_PORT", "0", "SHOP_TLS", pems.toString()));
        try (var shop = ShopServer.start(settings)) {
            var options = new ArrayList<>(
                    List.of("--target", "https://localhost:" + shop.tlsPort().orElseThrow()));
            for (String file : List.of("ca.crt", "tls.crt", "tls.key")) {
                options.addAll(List.of("--file", "shop-tls/" + file + "=" + pems.resolve(file)));
            }
            var run = ExampleRun.against(shop, "https", folder, options).assertSound();
            assertThat(run.completed()).isPositive().isEqualTo(run.shop("/byProtocol/h2"));
            assertThat(run.completed()).isEqualTo(run.shop("/requests"));
            assertThat(run.checksFailed()).isZero();
        }
    }
}
