package dev.loadstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.shop.ShopServer;
import dev.loadstone.shop.ShopSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, in a pipe, with the SIGINT that Ctrl-C sends. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class InterruptionTest {
    @TempDir
    private Path folder;

    private @Nullable Process process;
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private BufferedReader start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dstdout.encoding=UTF-8",
                "-Dloadstone.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.loadstone.cli.Main"));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process.inputReader();
    }

    private void readUntil(BufferedReader output, String start) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(start)) {
                return;
            }
        }
        assertThat(lines).as("a line that starts with " + start).isEmpty();
    }

    private void interruptAndReadOn(BufferedReader output) throws IOException, InterruptedException {
        interruptAndReadOn(output, 4);
    }

    private void interruptAndReadOn(BufferedReader output, int code) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        output.lines().forEach(lines::add);
        assertThat(process.waitFor()).as(lines.toString()).isEqualTo(code);
    }

    @Test
    void drainsAndShowsWhatWasMeasured() throws IOException, InterruptedException {
        try (var shop = ShopServer.start(ShopSettings.loopback())) {
            Path file = Files.writeString(folder.resolve("long.yaml"), """
                    apiVersion: loadstone.dev/v1alpha1
                    kind: LoadTest
                    metadata: {name: long}
                    spec:
                      target: {url: "http://127.0.0.1:%d"}
                      scenarios: [{name: browse, steps: [{http: {path: /api/products}}]}]
                      load:
                        phases:
                          - {name: first, duration: 10s, open: {rate: 20}}
                          - {name: second, duration: 1h, open: {rate: 20}}
                    """.formatted(shop.port()));
            BufferedReader output = start("run", file.toString(), "--out", folder.toString());
            readUntil(output, "second");
            interruptAndReadOn(output);
        }
        assertThat(lines)
                .startsWith("long · 1 scenario · 20/s, then 20/s · 1h10s")
                .anyMatch(line -> line.startsWith("first  0 %"))
                .contains("✗ Aborted   Stopped by hand before its end; the figures are of the time until then.")
                .anyMatch(line -> line.matches("  GET /api/products +2\\d\\d .* 0"))
                .noneMatch(line -> line.contains("\u001b"));
        assertThat(folder.resolve("loadstone-report.json")).content().contains("\"outcome\":\"Aborted\"");
    }

    @Test
    void keepsTheShopOpenUntilThen() throws IOException, InterruptedException {
        BufferedReader output = start("shop", "--port", "0");
        readUntil(output, "shop at ");
        URI shop = URI.create(lines.getLast().split(" ")[2]);
        try (var counters = shop.resolve("/counters").toURL().openStream()) {
            assertThat(counters.readAllBytes()).isNotEmpty();
        }
        interruptAndReadOn(output, 0);
    }

    @Test
    void tearsDownWhatWasSetUp() throws IOException, InterruptedException {
        try (var shop = ShopServer.start(ShopSettings.loopback())) {
            Path file = Files.writeString(folder.resolve("long.yaml"), """
                    apiVersion: loadstone.dev/v1alpha1
                    kind: LoadTest
                    metadata: {name: long}
                    spec:
                      target: {url: "http://127.0.0.1:%d"}
                      setup: {flow: open}
                      teardown: {flow: close}
                      flows:
                        - name: open
                          steps: [{http: {method: POST, path: /api/seasons, capture: [{as: season, jsonPath: $.id}]}}]
                        - name: close
                          steps: [{http: {method: DELETE, path: /api/seasons/$(vars.season)}}]
                      scenarios: [{name: browse, steps: [{http: {path: /api/products}}]}]
                      load: {phases: [{name: steady, duration: 1h, open: {rate: 20}}]}
                    """.formatted(shop.port()));
            BufferedReader output = start("run", file.toString(), "--out", folder.toString());
            readUntil(output, "steady");
            interruptAndReadOn(output);
            assertThat(lines).contains("setting up", "tearing down").anyMatch(line -> line.startsWith("✗ Aborted "));
            JsonNode seasons =
                    ShopCounters.of("http://127.0.0.1:" + shop.port()).get("seasons");
            assertThat(seasons.get("created").asInt()).isEqualTo(1);
            assertThat(seasons.get("deleted").asInt()).isEqualTo(1);
        }
    }

    @Test
    void theDemoTakesItsShopWithIt() throws IOException, InterruptedException {
        BufferedReader output = start("demo", "--out", folder.toString());
        readUntil(output, "warm-up");
        interruptAndReadOn(output);
        awaitTheShopsEnd();
    }

    @Test
    void noShopIsLeftBehindByADemoThatIsKilled() throws IOException {
        BufferedReader output = start("demo", "--out", folder.toString());
        readUntil(output, "warm-up");
        assertThat(listens(shopPort())).isTrue();
        process.destroyForcibly();
        awaitTheShopsEnd();
    }

    private void awaitTheShopsEnd() {
        while (listens(shopPort())) {
            Thread.onSpinWait();
        }
    }

    private int shopPort() {
        Matcher shop = Pattern.compile("shop at http://127.0.0.1:([0-9]+) .*").matcher(lines.getFirst());
        assertThat(shop.matches()).as(lines.toString()).isTrue();
        return Integer.parseInt(shop.group(1));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
