package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.shop.ShopServer;
import dev.loadstone.shop.ShopSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a setup, a teardown, an end of their own, and several targets, against the shop on loopback. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ErrandTest {
    private final ShopServer shop = ShopServer.start(ShopSettings.loopback());

    @TempDir
    private Path folder;

    @AfterEach
    void closeTheShop() {
        shop.close();
    }

    private CommandOutput run(String setup, String teardown, String steps, String... more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("test.yaml"), """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTest
                metadata: {name: errands}
                spec:
                  target: {url: "http://shop:8080"}
                  targets: [{name: other, service: {name: other, port: 80}}]
                  setup: {flow: open}
                  teardown: {flow: close}
                  flows:
                    - {name: open, steps: [{http: {name: open, method: POST, path: %s}}]}
                    - {name: close, steps: [{http: {name: close, method: DELETE, path: %s}}]}
                    - {name: leave, steps: [{exit: {scope: Test}}]}
                  scenarios: [{name: browse, steps: [%s]}]
                  load: {phases: [{name: steady, duration: 1s, open: {rate: 20}}, {name: after, duration: %s, open: {rate: 1}}]}
                """.formatted(setup, teardown, steps, more.length == 0 ? "1s" : more[0]));
        return CommandOutput.of(
                "run", file.toString(), "--target", url(), "--target", "other=" + url(), "--out", folder.toString());
    }

    private String url() {
        return "http://127.0.0.1:" + shop.port();
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("loadstone-report.json")));
    }

    private JsonNode came() throws IOException, InterruptedException {
        return ShopCounters.of(url()).get("byEndpoint");
    }

    @Test
    void aSetupThatFailsIsTheEnd() throws IOException, InterruptedException {
        var output = run("/api/nowhere", "/api/seasons/1", "{http: {path: /}}");
        assertThat(output.code()).as(output.toString()).isEqualTo(5);
        assertThat(output.out())
                .contains("✗ Error   The setup failed: ")
                .contains("\"open\"")
                .contains("404");
        assertThat(report().at("/verdict/reason").asText()).isEqualTo("SetupFailed");
        assertThat(came().has("GET /")).isFalse();
        assertThat(came().has("DELETE /api/seasons/{id}")).isFalse();
    }

    @Test
    void aTeardownThatFailsIsAWarning() throws IOException, InterruptedException {
        var output = run("/api/seasons", "/api/seasons/none", "{http: {path: /}}");
        assertThat(output.out()).contains(" Warning: the teardown failed: ").contains("\"close\"");
        assertThat(report().at("/totals/counts/completed").asLong()).isEqualTo(21);
    }

    @Test
    void requestsGoToTheTargetThatTheyName() throws IOException, InterruptedException {
        run("/api/seasons", "/api/seasons/none", "{http: {path: /, target: other}}, {http: {path: /api/products}}");
        assertThat(came().get("GET /").asLong()).isEqualTo(21);
        assertThat(came().get("GET /api/products").asLong()).isEqualTo(21);
    }

    @Test
    void aTestThatEndsItselfIsJudged() throws IOException, InterruptedException {
        var output = run(
                "/api/seasons",
                "/api/seasons/none",
                "{http: {path: /}}, {if: {condition: user.id > 5, then: leave}}",
                "1h");
        assertThat(output.code()).as(output.toString()).isIn(0, 3);
        assertThat(report().at("/totals/counts/completed").asLong()).isBetween(1L, 25L);
        assertThat(output.out()).contains("Ended by the test itself after ");
        assertThat(came().get("DELETE /api/seasons/{id}").asLong()).isEqualTo(1);
    }
}
