package dev.loadstone.shop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a shop starts.
 *
 * @param port 0 for any free one
 * @param key what tokens are signed with; replicas that share it accept each other's tokens
 * @param knobs what the shop does to its answers until told otherwise at run time
 * @param adminPassword what the user admin signs in with
 * @param tls null for none
 */
public record ShopSettings(
        String host,
        int port,
        int loops,
        String key,
        Knobs knobs,
        String adminPassword,
        @Nullable TlsSettings tls) {
    private static final String DEFAULT_KEY = "a shop to aim at";
    private static final String DEFAULT_PASSWORD = "secret";

    public ShopSettings {
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(knobs, "knobs is null");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no port: " + port);
        }
        if (loops < 1 || loops > 1_024) {
            throw new IllegalArgumentException("loops is 1 to 1024, not " + loops);
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the key is empty");
        }
        if (adminPassword.isEmpty()) {
            throw new IllegalArgumentException("the admin's password is empty");
        }
    }

    /** With the usual password of the admin and without TLS. */
    public ShopSettings(String host, int port, int loops, String key, Knobs knobs) {
        this(host, port, loops, key, knobs, DEFAULT_PASSWORD, null);
    }

    /**
     * From PORT, SHOP_HOST, SHOP_LOOPS, SHOP_KEY, SHOP_DELAY, SHOP_ERROR_RATE, SHOP_ADMIN_PASSWORD, SHOP_TLS and SHOP_TLS_PORT;
     * all may be left out.
     */
    public static ShopSettings of(Map<String, String> environment) {
        return new ShopSettings(
                environment.getOrDefault("SHOP_HOST", "0.0.0.0"),
                whole(environment, "PORT", 8080),
                whole(environment, "SHOP_LOOPS", cores()),
                environment.getOrDefault("SHOP_KEY", DEFAULT_KEY),
                new Knobs(delay(environment), errorRate(environment)),
                environment.getOrDefault("SHOP_ADMIN_PASSWORD", DEFAULT_PASSWORD),
                tls(environment));
    }

    /** For a test or a demo in this JVM: on loopback, at any free port, with every knob off. */
    public static ShopSettings loopback() {
        return new ShopSettings("127.0.0.1", 0, cores(), DEFAULT_KEY, Knobs.OFF);
    }

    private static @Nullable TlsSettings tls(Map<String, String> environment) {
        String folder = environment.get("SHOP_TLS");
        return folder == null || Files.notExists(Path.of(folder, TlsSettings.CERTIFICATE))
                ? null
                : new TlsSettings(whole(environment, "SHOP_TLS_PORT", 8443), Path.of(folder));
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static int whole(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no whole number: " + text, e);
        }
    }

    private static long delay(Map<String, String> environment) {
        try {
            return DurationText.millis(environment.getOrDefault("SHOP_DELAY", "0ms"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SHOP_DELAY: " + e.getMessage(), e);
        }
    }

    private static double errorRate(Map<String, String> environment) {
        String text = environment.getOrDefault("SHOP_ERROR_RATE", "0");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("SHOP_ERROR_RATE is no number: " + text, e);
        }
    }
}
