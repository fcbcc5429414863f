package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.shop.ShopServer;
import dev.loadstone.shop.ShopSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An example as it stands, run against a shop of its own, and what both sides counted.
 *
 * @param output of the command
 * @param report that it wrote
 * @param counters of the shop
 */
record ExampleRun(CommandOutput output, JsonNode report, JsonNode counters) {
    /** Whether times keep their limits is the machine's affair here, and that of the other work on it. */
    private static final Set<Integer> JUDGED =
            Set.of(ExitCode.PASSED.code(), ExitCode.FAILED.code(), ExitCode.INCONCLUSIVE.code());

    /** @param targets names of the targets of the example that are the shop too */
    static ExampleRun of(String name, Path folder, String... targets) throws IOException, InterruptedException {
        try (var shop = ShopServer.start(ShopSettings.loopback())) {
            String url = url(shop);
            var options = new ArrayList<>(List.of("--target", url));
            Stream.of(targets).forEach(target -> options.addAll(List.of("--target", target + "=" + url)));
            return against(shop, name, folder, options);
        }
    }

    /** @param options that lead the command to the shop */
    static ExampleRun against(ShopServer shop, String name, Path folder, List<String> options)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(
                List.of("run", "../examples/" + name + ".yaml", "--out", folder.toString(), "--no-color"));
        line.addAll(options);
        var output = CommandOutput.of(line.toArray(String[]::new));
        assertThat(output.err()).isEmpty();
        assertThat(output.code()).as(output.out()).isIn(JUDGED);
        JsonNode report = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("loadstone-report.json")));
        return new ExampleRun(output, report, ShopCounters.of(url(shop)));
    }

    private static String url(ShopServer shop) {
        return "http://127.0.0.1:" + shop.port();
    }

    /** Requests of these names that completed, in all phases. */
    long completed(String... names) {
        return Stream.of(names)
                .flatMap(name ->
                        series().filter(each -> each.get("request").asText().equals(name)))
                .mapToLong(each -> each.at("/counts/completed").asLong())
                .sum();
    }

    /** Requests of all names that completed, in all phases. */
    long completed() {
        return series().mapToLong(each -> each.at("/counts/completed").asLong()).sum();
    }

    /** Checks that failed, of all requests. */
    long checksFailed() {
        return series().flatMap(each -> each.get("checks").valueStream())
                .mapToLong(check -> check.get("failed").asLong())
                .sum();
    }

    private Stream<JsonNode> series() {
        return elements("series");
    }

    private Stream<JsonNode> elements(String field) {
        return StreamSupport.stream(report.get(field).spliterator(), false);
    }

    /** Iterations in this phase that completed. */
    long iterations(String phase) {
        return elements("iterations")
                .filter(each -> each.get("phase").asText().equals(phase))
                .mapToLong(each -> each.at("/counts/completed").asLong())
                .sum();
    }

    /** The figures of a metric of the test's own. */
    JsonNode metric(String name) {
        return elements("metrics")
                .filter(each -> each.get("metric").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Requests that came to this endpoint of the shop. */
    long came(String endpoint) {
        return counters.get("byEndpoint").path(endpoint).asLong();
    }

    /** A count of the shop by its place, such as {@code /logins/distinct}. */
    long shop(String place) {
        return counters.at(place).asLong();
    }

    /** Nothing that was due failed, was dropped or was left over. */
    ExampleRun assertSound() {
        Stream.concat(series(), elements("iterations")).forEach(each -> {
            JsonNode counts = each.get("counts");
            assertThat(counts.get("offered").asLong())
                    .as(each + "\n" + output.out())
                    .isEqualTo(counts.get("completed").asLong());
        });
        return this;
    }
}
