package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.MetricKind;
import java.util.Objects;

/** What the values of a metric of the test's own are reported under. */
public record MetricName(String scenario, String metric, MetricKind kind) {
    public MetricName {
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(metric, "metric is null");
        Objects.requireNonNull(kind, "kind is null");
    }
}
