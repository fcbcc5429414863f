package dev.loadstone.shop;

import java.util.Map;
import java.util.Objects;

/**
 * How a shop starts.
 *
 * @param port 0 for any free one
 * @param key what tokens are signed with; replicas that share it accept each other's tokens
 * @param knobs what the shop does to its answers until told otherwise at run time
 */
public record ShopSettings(String host, int port, int loops, String key, Knobs knobs) {
    private static final String DEFAULT_KEY = "a shop to aim at";

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
    }

    /** From PORT, SHOP_HOST, SHOP_LOOPS, SHOP_KEY, SHOP_DELAY and SHOP_ERROR_RATE; each has a default. */
    public static ShopSettings of(Map<String, String> environment) {
        return new ShopSettings(
                environment.getOrDefault("SHOP_HOST", "0.0.0.0"),
                whole(environment, "PORT", 8080),
                whole(environment, "SHOP_LOOPS", cores()),
                environment.getOrDefault("SHOP_KEY", DEFAULT_KEY),
                new Knobs(delay(environment), errorRate(environment)));
    }

    /** For a test or a demo in this JVM: on loopback, at any free port, with every knob off. */
    public static ShopSettings loopback() {
        return new ShopSettings("127.0.0.1", 0, cores(), DEFAULT_KEY, Knobs.OFF);
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
