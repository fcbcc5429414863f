package dev.loadstone.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundled shop on a loopback port, in a process of its own, so that its work is not taken for the generator's. */
record DemoShop(Process process) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on ([0-9.]+:[0-9]+)");
    private static final String MAIN = "dev.loadstone.shop.ShopMain";

    /**
     * Ctrl-C in a terminal reaches the whole process group, but the shop has to outlast the draining of its customers; and it
     * ends when its input does, so that none is left behind, however this process ends.
     */
    private static final List<String> KEEPER =
            List.of("/bin/sh", "-c", "trap '' INT; \"$@\" </dev/null & exec >&-; read -r gone; kill $!; wait $!", "sh");

    /**
     * Returns at once, while the shop starts.
     *
     * @param port 0 for any free one
     */
    static DemoShop launch(int port) throws IOException {
        var command = new ArrayList<>(KEEPER);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m"));
        String cache = System.getProperty("loadstone.shop.aot", "");
        if (!cache.isEmpty()) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:disable"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("PORT", String.valueOf(port), "SHOP_HOST", "127.0.0.1", "SHOP_LOOPS", "1"));
        return new DemoShop(builder.start());
    }

    /** Waits until the shop is open. */
    String url() throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return "http://" + listening.group(1);
            }
        }
        close();
        throw new IOException("the shop ended before it listened, with exit code " + exitCode());
    }

    /** Waits until the shop has ended: nobody else holds the other end of its output. */
    void awaitEnd() throws IOException {
        process.inputReader().transferTo(Writer.nullWriter());
    }

    private String exitCode() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? String.valueOf(process.exitValue()) : "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
