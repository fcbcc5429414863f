package dev.loadstone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Locale;

/** JMH's results, a file of JSON, to rows. */
public final class MicroMain {
    private static final String MERGE = "MergeBenchmark";

    private MicroMain() {}

    public static void main(String[] arguments) throws IOException {
        for (JsonNode result : new ObjectMapper().readTree(new File(arguments[0]))) {
            System.out.println(row(result));
        }
    }

    static String row(JsonNode result) {
        String name = result.path("benchmark").asText().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1");
        String parameters = result.has("params") ? " " + result.path("params").elements().next().asText() : "";
        double nanos = result.path("primaryMetric").path("score").asDouble();
        double bytes = result.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score").asDouble();
        // A merge makes a new value of two; everything else works in place, but for what JMH's own loop leaves.
        String limit = name.startsWith(MERGE) ? "" : "<= 0.5 B/call";
        return String.format(Locale.ROOT, "%s%s: %.1f ns\t%.1f B/call\t\t\t\t%s", name, parameters, nanos, bytes, limit);
    }
}
