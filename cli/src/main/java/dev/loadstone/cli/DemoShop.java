package dev.loadstone.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundled shop on a free loopback port, in a process of its own, so that its work is not taken for the generator's. */
record DemoShop(Process process, String url) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on ([0-9.]+:[0-9]+)");
    private static final String MAIN = "dev.loadstone.shop.ShopMain";

    static DemoShop start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN);
        builder.environment().putAll(Map.of("PORT", "0", "SHOP_HOST", "127.0.0.1", "SHOP_LOOPS", "1"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "shop"));
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return new DemoShop(process, "http://" + listening.group(1));
            }
        }
        throw new IOException("the shop ended before it listened, with exit code " + exitCode(process));
    }

    private static String exitCode(Process process) {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? String.valueOf(process.exitValue()) : "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
