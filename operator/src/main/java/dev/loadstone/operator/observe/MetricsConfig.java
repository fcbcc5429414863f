package dev.loadstone.operator.observe;

import java.net.URI;
import java.util.Map;

/**
 * What the operator measures, and where else than to its own endpoint it tells it.
 *
 * @param tests whether running tests are told of, by request name
 * @param otlpUrl where OTLP over HTTP is taken; empty for nowhere
 * @param otlpSeconds how often it is told
 * @param otlpResource what the sender says of itself
 */
public record MetricsConfig(boolean tests, String otlpUrl, int otlpSeconds, OtlpResource otlpResource) {
    private static final int DEFAULT_SECONDS = 60;
    private static final String TESTS = "LOADSTONE_TEST_METRICS";
    private static final String URL = "LOADSTONE_OTLP_ENDPOINT";
    private static final String SECONDS = "LOADSTONE_OTLP_INTERVAL_SECONDS";

    /** All of it, for who asks. */
    public static final MetricsConfig DEFAULT =
            new MetricsConfig(true, "", DEFAULT_SECONDS, OtlpResource.parse(Map.of()));

    /** @throws IllegalArgumentException names the variable that is wrong */
    public static MetricsConfig parse(Map<String, String> environment) {
        String tests = environment.getOrDefault(TESTS, "true");
        if (!tests.equals("true") && !tests.equals("false")) {
            throw new IllegalArgumentException(TESTS + " is true or false, not " + tests);
        }
        return new MetricsConfig(
                tests.equals("true"), url(environment), seconds(environment), OtlpResource.parse(environment));
    }

    private static String url(Map<String, String> environment) {
        String url = environment.getOrDefault(URL, "").strip();
        if (!url.isEmpty() && !url.matches("https?://[^/\\s]+/\\S+")) {
            throw new IllegalArgumentException(
                    URL + " is a URL with its path, such as http://collector:4318/v1/metrics, not " + url);
        }
        return url.isEmpty() ? "" : URI.create(url).toString();
    }

    private static int seconds(Map<String, String> environment) {
        String seconds = environment.getOrDefault(SECONDS, Integer.toString(DEFAULT_SECONDS));
        if (!seconds.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(SECONDS + " is 1 to 9999, not " + seconds);
        }
        return Integer.parseInt(seconds);
    }
}
