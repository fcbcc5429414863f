package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What was measured of a metric of the test's own. */
public record MetricStatus(
        @JsonPropertyDescription("Name of the metric.") String name,

        @JsonPropertyDescription("Counter, Gauge, Rate or Histogram.")
        String kind,

        @JsonPropertyDescription(
                "Counter: the sum. Gauge: the last value. Rate: the share of true. Histogram: the mean.")
        @Nullable
        String value,

        @JsonPropertyDescription("Number of samples.") long samples,

        @JsonPropertyDescription("Smallest, of a gauge or a histogram.") @Nullable
        String min,

        @JsonPropertyDescription("Mean, of a gauge or a histogram.") @Nullable
        String mean,

        @JsonPropertyDescription("Median, of a histogram.") @Nullable
        String p50,

        @JsonPropertyDescription("95th percentile, of a histogram.") @Nullable
        String p95,

        @JsonPropertyDescription("99th percentile, of a histogram.") @Nullable
        String p99,

        @JsonPropertyDescription("Largest, of a gauge or a histogram.") @Nullable
        String max) {}
