package dev.loadstone.cluster;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.ProtocolJson;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a run, as far as it can be compared with what a target counted. */
record Report(Part totals, List<Part> requests, List<Runner> runners) {
    /** Requests of one name, or all; buckets by what they measure. */
    record Part(Counts counts, @Nullable Map<String, LatencyHistogram> histogramsMicros) {
        LatencyHistogram responseTimes() {
            return histogramsMicros == null
                    ? LatencyHistogram.EMPTY
                    : histogramsMicros.getOrDefault("responseTime", LatencyHistogram.EMPTY);
        }
    }

    /**
     * One runner.
     *
     * @param finished whether it told all of its load
     * @param agreed whether that is the sum of what it had told before
     */
    record Runner(boolean finished, boolean agreed) {}

    static Report of(ConfigMap map) {
        return ProtocolJson.read(map.getData().get("report.json").getBytes(StandardCharsets.UTF_8), Report.class);
    }

    /** Whether no runner's figures are missing. */
    boolean isWhole() {
        return runners.stream().allMatch(each -> each.finished() && each.agreed());
    }
}
