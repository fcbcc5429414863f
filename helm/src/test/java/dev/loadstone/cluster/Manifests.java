package dev.loadstone.cluster;

/** Small tests of the shop. */
final class Manifests {
    /** Arrivals per second of a {@link #steady} test. */
    static final long RATE = 40;

    /** A spec's resources of runners that make hardly any load: many of them fit on a small node. */
    static final String SMALL = "resources: {requests: {cpu: 100m}, limits: {memory: 512Mi}}";

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
