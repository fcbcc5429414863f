package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Key figures as text. */
public record SummaryStatus(
        @JsonPropertyDescription("95th percentile of the response time.") @Nullable
        String p95,

        @JsonPropertyDescription("99th percentile of the response time.") @Nullable
        String p99,

        @JsonPropertyDescription("Requests per second.") @Nullable
        String rate,

        @JsonPropertyDescription("Share of requests that failed.") @Nullable
        String errors,

        @JsonPropertyDescription("Position in the load.") @Nullable
        String progress,

        @JsonPropertyDescription("Runners that are ready, of those wanted.") @Nullable
        String runners) {}
