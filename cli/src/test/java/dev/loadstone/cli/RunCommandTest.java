package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.shop.Knobs;
import dev.loadstone.shop.ShopServer;
import dev.loadstone.shop.ShopSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs in this JVM, against the shop on loopback. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RunCommandTest {
    private static final String OPEN = "{name: steady, duration: 1s, open: {rate: 40}}";
    private static final int ATTEMPTS = 5;

    private ShopServer shop = ShopServer.start(ShopSettings.loopback());

    private String gracefulStop = "30s";

    @TempDir
    private Path folder;

    @AfterEach
    void closeTheShop() {
        shop.close();
    }

    private void reopen(Knobs knobs) {
        shop.close();
        ShopSettings usual = ShopSettings.loopback();
        shop = ShopServer.start(new ShopSettings(usual.host(), 0, 1, usual.key(), knobs));
    }

    private String url() {
        return "http://127.0.0.1:" + shop.port();
    }

    private CommandOutput run(String phase, String thresholds, String... options) throws IOException {
        return run(new StringWriter(), phase, thresholds, options);
    }

    private CommandOutput run(StringWriter out, String phase, String thresholds, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("test.yaml"), """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTest
                metadata: {name: catalogue}
                spec:
                  target: {url: "http://shop:8080"}
                  variables: [{name: term, value: tea}]
                  scenarios:
                    - name: browse
                      steps:
                        - http: {name: list, path: /api/products}
                        - http: {name: search, path: /api/products/search, query: [{name: q, value: $(vars.term)}]}
                  load: {phases: [%s]}
                  thresholds: [%s]
                  runPolicy: {gracefulStop: %s}
                """.formatted(phase, thresholds, gracefulStop));
        Stream<String> arguments =
                Stream.of("run", file.toString(), "--target", url(), "--out", folder.toString(), "--no-color");
        return CommandOutput.of(
                out, Stream.concat(arguments, Stream.of(options)).toArray(String[]::new));
    }

    /** On a machine that is busy with other work no verdict on the target is to be had; then, and only then, once more. */
    private CommandOutput runUntilSound(String phase, String thresholds) throws IOException {
        CommandOutput output = run(phase, thresholds);
        for (int i = 1; i < ATTEMPTS && output.out().contains("The generator was the bottleneck"); i++) {
            assertThat(output.code()).as(output.toString()).isEqualTo(3);
            output = run(phase, thresholds);
        }
        return output;
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("loadstone-report.json")));
    }

    private JsonNode counters() throws IOException, InterruptedException {
        return ShopCounters.of(url());
    }

    @Test
    void theTransportIsAChoice() throws IOException {
        assertThat(run(OPEN, "{metric: errorRate, max: \"0%\"}", "--transport", "nio")
                        .out())
                .contains("80 requests");
        assertThat(run(OPEN, "", "--transport", "pigeon").err())
                .contains("--transport", "EPOLL, IO_URING, NIO", "pigeon");
    }

    @Test
    void passed() throws IOException {
        var output = runUntilSound(OPEN, "{stat: p95, max: 30s}, {metric: errorRate, max: \"1%\"}");
        assertThat(output.err()).isEmpty();
        assertThat(output.code()).as(output.out()).isZero();
        assertThat(output.out().lines())
                .startsWith("catalogue · 1 scenario · 40/s · 1s")
                .anyMatch(line -> line.matches("steady  [0-9]+ % .* generator (ok|strained)"))
                .anyMatch(line -> line.startsWith("✓ Passed   All 2 thresholds held: 80 requests, "))
                .anyMatch(line -> line.matches("  ✓ p95 response time .* ≤ 30 s +80 samples"))
                .anyMatch(line -> line.matches("  ✓ error rate +0 % +≤ 1 % +80 samples"))
                .anyMatch(line -> line.matches("  list +40 +40/s .* 0"))
                .anyMatch(line -> line.matches("  search +40 +40/s .* 0"));
        assertThat(report().at("/verdict/outcome").asText()).isEqualTo("Passed");
    }

    @Test
    void failed() throws IOException {
        var output = runUntilSound(OPEN, "{stat: min, max: 0ms}, {metric: errorRate, max: \"1%\"}");
        assertThat(output.code()).as(output.toString()).isEqualTo(1);
        assertThat(output.out()).contains("✗ Failed   1 of 2 thresholds failed: min ");
        assertThat(report().at("/verdict/outcome").asText()).isEqualTo("Failed");
    }

    @Test
    void inconclusiveWhereNothingEnds() throws IOException {
        reopen(new Knobs(60_000, 0));
        gracefulStop = "0s";
        var output = run(OPEN, "{stat: p95, max: 30s}");
        assertThat(output.code()).as(output.toString()).isEqualTo(3);
        assertThat(output.out())
                .contains("? Inconclusive   Not one of 40 requests ended (dropped: 0, incomplete: 40)")
                .contains(
                        "  40 requests were due but not answered when the run ended; they count at the time they had waited");
    }

    @Test
    void everyRequestThatTheShopSawIsInTheReport() throws IOException, InterruptedException {
        run("{name: steady, duration: 1s, closed: {users: 3}}", "{metric: errorRate, max: \"1%\"}");
        JsonNode counters = counters();
        JsonNode report = report();
        JsonNode counts = report.at("/totals/counts");
        assertThat(counts.get("incomplete").asLong()).as(report.toString()).isZero();
        assertThat(counts.get("failed").asLong()).as(report.toString()).isZero();
        assertThat(counts.get("completed").asLong())
                .isPositive()
                .isEqualTo(counters.get("requests").asLong());
        for (JsonNode request : report.get("requests")) {
            String path = request.get("name").asText().equals("list") ? "/api/products" : "/api/products/search";
            assertThat(request.at("/counts/completed").asLong())
                    .as(path)
                    .isEqualTo(counters.get("byEndpoint").get("GET " + path).asLong());
        }
    }

    @Test
    void theSeedIsTheUsersOrIsShown() throws IOException {
        var output = run(OPEN, "", "--seed", "4711", "--set", "term=coffee");
        assertThat(output.out()).contains("    seed 4711    report " + folder.resolve("loadstone-report.json"));
        assertThat(report().at("/run/seed").asLong()).isEqualTo(4711);
        assertThat(report().at("/run/target").asText()).isEqualTo(url());
    }

    @Test
    void anAbortThresholdEndsTheRunAndErrorsHaveTheirClasses() throws IOException {
        reopen(new Knobs(0, 1));
        var output = run(
                "{name: steady, duration: 1h, open: {rate: 40}}",
                "{name: down, metric: errorRate, max: \"50%\", minSamples: 10, abort: true}");
        assertThat(output.code()).as(output.toString()).isEqualTo(1);
        assertThat(output.out())
                .containsPattern(
                        "✗ Failed   Ended after .* by the threshold down: errors 100 % > 50 % \\(status 503: \\d+\\)")
                .containsPattern("  list .* status 503: \\d+");
        JsonNode errors = report().at("/totals/errors");
        assertThat(errors.get("status 503").asLong())
                .isEqualTo(report().at("/totals/counts/failed").asLong());
    }

    @Test
    void aTargetThatDiesInTheMiddle() throws IOException {
        var out = new StringWriter() {
            @Override
            public void write(String text, int from, int length) {
                super.write(text, from, length);
                if (text.startsWith("steady")) {
                    shop.close();
                }
            }
        };
        var output = run(
                out,
                "{name: steady, duration: 1h, open: {rate: 40}}",
                "{name: down, metric: errorRate, max: \"10%\", minSamples: 10, abort: true}");
        assertThat(output.code()).as(output.toString()).isEqualTo(1);
        assertThat(output.out()).contains("Ended after ").containsPattern("  list .*connect: \\d+");
    }

    @Test
    void aTargetThatIsNotRunning() throws IOException {
        shop.close();
        var output = run(OPEN, "");
        assertThat(output.code()).as(output.toString()).isEqualTo(5);
        assertThat(output.out()).isEqualTo("catalogue · 1 scenario · 40/s · 1s\n");
        assertThat(output.err())
                .isEqualTo("loadstone: can't reach " + url()
                        + ": Connection refused; is it running? (--target URL goes elsewhere)\n");
        assertThat(folder.resolve("loadstone-report.json")).doesNotExist();
    }

    @Test
    void aFolderThatCanNotBeWrittenIsToldBeforeLoadIsMade() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path out : List.of(file, file.resolve("below"))) {
            var output = run(OPEN, "", "--out", out.toString());
            assertThat(output.code()).as(output.toString()).isEqualTo(5);
            assertThat(output.err())
                    .startsWith("loadstone: can't write " + out.resolve("loadstone-report.json") + ": ")
                    .endsWith("; --out DIR puts it elsewhere\n");
        }
        assertThat(counters().get("requests").asLong()).isZero();
    }

    @Test
    void aSuspendedTestRunsAndSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("suspended.yaml"), """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTest
                metadata: {name: catalogue}
                spec:
                  target: {url: "%s"}
                  scenarios: [{name: browse, steps: [{http: {path: /api/products}}]}]
                  load: {phases: [{name: steady, duration: 1s, open: {rate: 5}}]}
                  suspend: true
                """.formatted(url()));
        var output = CommandOutput.of("run", file.toString(), "--out", folder.toString());
        assertThat(output.out()).contains("suspend: true keeps it from starting in a cluster");
        assertThat(report().at("/totals/counts/completed").asLong()).isEqualTo(5);
    }
}
