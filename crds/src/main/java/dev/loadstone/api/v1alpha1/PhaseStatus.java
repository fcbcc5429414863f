package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What was measured in a phase of the load. */
public record PhaseStatus(
        @JsonPropertyDescription("Name of the phase.") String name,

        @JsonPropertyDescription("Requests that ended, of those due in it.")
        long requests,

        @JsonPropertyDescription("Requests that ended, per second.")
        long ratePerSecond,

        @JsonPropertyDescription("Failed requests per million.")
        long errorPerMillion,

        @JsonPropertyDescription("95th percentile of the response time; absent without requests.") @Nullable
        Long p95Micros,

        @JsonPropertyDescription("99th percentile of the response time; absent without requests.") @Nullable
        Long p99Micros) {}
