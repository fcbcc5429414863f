package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Position in the load. */
public record ProgressStatus(
        @JsonPropertyDescription(
                "Share of the load's length that has passed; 100 when the load came to an end of its own.")
        int percent,

        @JsonPropertyDescription("Seconds since the start instant.")
        long elapsedSeconds,

        @JsonPropertyDescription("Seconds from the start instant to the end of the last phase.")
        long durationSeconds,

        @JsonPropertyDescription("The phase of the load under way.") @Nullable
        String phase,

        @JsonPropertyDescription("Users at work.") int activeUsers) {}
