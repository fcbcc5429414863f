package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Figures of a distribution of times, in microseconds. */
public record TimesStatus(
        @JsonPropertyDescription("Smallest, exact.") long minMicros,

        @JsonPropertyDescription("Mean, exact.") long meanMicros,

        @JsonPropertyDescription("Median.") long p50Micros,

        @JsonPropertyDescription("75th percentile.") long p75Micros,

        @JsonPropertyDescription("90th percentile.") long p90Micros,

        @JsonPropertyDescription("95th percentile.") long p95Micros,

        @JsonPropertyDescription("99th percentile.") long p99Micros,

        @JsonPropertyDescription("99.9th percentile.") long p999Micros,

        @JsonPropertyDescription("Largest, exact.") long maxMicros) {}
