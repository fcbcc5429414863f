package dev.loadstone.operator.observe;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the operator measures, and where else than to its own endpoint it tells it.
 *
 * @param tests whether running tests are told of, by request name
 * @param otlpUrl where OTLP over HTTP is taken; empty for nowhere
 * @param otlpSeconds how often it is told
 * @param otlpResource what the sender says of itself: without the pod, two replicas would be one stream
 */
public record MetricsConfig(boolean tests, String otlpUrl, int otlpSeconds, Map<String, String> otlpResource) {
    private static final int DEFAULT_SECONDS = 60;
    private static final String TESTS = "LOADSTONE_TEST_METRICS";
    private static final String URL = "LOADSTONE_OTLP_ENDPOINT";
    private static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";
    private static final String SECONDS = "LOADSTONE_OTLP_INTERVAL_SECONDS";

    /** All of it, for who asks. */
    public static final MetricsConfig DEFAULT = new MetricsConfig(true, "", DEFAULT_SECONDS, resource(Map.of()));

    public MetricsConfig {
        otlpResource = Map.copyOf(otlpResource);
    }

    /** @throws IllegalArgumentException names the variable that is wrong */
    public static MetricsConfig parse(Map<String, String> environment) {
        String tests = environment.getOrDefault(TESTS, "true");
        if (!tests.equals("true") && !tests.equals("false")) {
            throw new IllegalArgumentException(TESTS + " is true or false, not " + tests);
        }
        return new MetricsConfig(
                tests.equals("true"), url(environment), seconds(environment), resource(environment));
    }

    private static String url(Map<String, String> environment) {
        String url = environment.getOrDefault(URL, "").strip();
        if (!url.isEmpty() && !url.matches("https?://[^/\\s]+/\\S+")) {
            throw new IllegalArgumentException(
                    URL + " is a URL with its path, such as http://collector:4318/v1/metrics, not " + url);
        }
        return url.isEmpty() ? "" : URI.create(url).toString();
    }

    /** By the names that OpenTelemetry gives them; its own variable for them has the last word. */
    private static Map<String, String> resource(Map<String, String> environment) {
        var resource = new TreeMap<>(Map.of("service.name", "loadstone"));
        Map.of("service.instance.id", "POD_NAME", "k8s.pod.name", "POD_NAME", "k8s.namespace.name", "OPERATOR_NAMESPACE")
                .forEach((name, variable) -> {
                    if (environment.containsKey(variable)) {
                        resource.put(name, environment.get(variable));
                    }
                });
        for (String attribute : environment.getOrDefault(ATTRIBUTES, "").split(",")) {
            int equals = attribute.indexOf('=');
            if (equals > 0) {
                resource.put(
                        attribute.substring(0, equals).strip(),
                        attribute.substring(equals + 1).strip());
            }
        }
        return resource;
    }

    private static int seconds(Map<String, String> environment) {
        String seconds = environment.getOrDefault(SECONDS, Integer.toString(DEFAULT_SECONDS));
        if (!seconds.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(SECONDS + " is 1 to 9999, not " + seconds);
        }
        return Integer.parseInt(seconds);
    }
}
