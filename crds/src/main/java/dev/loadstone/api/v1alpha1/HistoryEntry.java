package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** An earlier run. */
public record HistoryEntry(
        @JsonPropertyDescription("Number of the run.") int number,

        @JsonPropertyDescription("How it ended.") Outcome verdict,

        @JsonPropertyDescription("Why, in one word.") @Nullable
        String reason,

        @JsonPropertyDescription("When its load started.") @Nullable
        String startedAt,

        @JsonPropertyDescription("When it was judged.") @Nullable
        String finishedAt,

        @JsonPropertyDescription("95th percentile of the response time.") @Nullable
        String p95,

        @JsonPropertyDescription("99th percentile of the response time.") @Nullable
        String p99,

        @JsonPropertyDescription("Requests per second.") @Nullable
        String rate,

        @JsonPropertyDescription("Share of requests that failed.") @Nullable
        String errors,

        @JsonPropertyDescription("Name of the ConfigMap with the whole report of the run; absent where there is none.")
        @Nullable
        String reportRef) {

    /** The same run, whose report is no longer kept. */
    public HistoryEntry withoutReport() {
        return new HistoryEntry(number, verdict, reason, startedAt, finishedAt, p95, p99, rate, errors, null);
    }
}
