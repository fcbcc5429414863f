package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What became of iterations. */
public record IterationsStatus(
        @JsonPropertyDescription("Iterations that became due.")
        long offered,

        @JsonPropertyDescription("Iterations that went through all their steps.")
        long completed,

        @JsonPropertyDescription("Iterations that ended early, by a failure.")
        long failed,

        @JsonPropertyDescription("Iterations that never started.")
        long dropped,

        @JsonPropertyDescription("Iterations under way when the run ended.")
        long incomplete,

        @JsonPropertyDescription("From the due time of an iteration to its end, of those completed.") @Nullable
        TimesStatus iterationTime) {}
