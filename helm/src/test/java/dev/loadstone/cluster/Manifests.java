package dev.loadstone.cluster;

/** Small tests of the shop. */
final class Manifests {
    /** Arrivals per second of a {@link #steady} test. */
    static final long RATE = 40;

    private Manifests() {}

    /** Products at a steady rate for so many seconds, with these thresholds in flow style. */
    static String steady(String name, int seconds, String thresholds) {
        return """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTest
                metadata: {name: %s}
                spec:
                  target: {url: "http://shop:8080"}
                  scenarios:
                    - name: browse
                      steps:
                        - http: {name: products, path: /api/products}
                  load:
                    phases:
                      - {name: steady, duration: %ds, open: {rate: %d}}
                  thresholds: [%s]
                """.formatted(name, seconds, RATE, thresholds);
    }
}
