package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A threshold and what was observed. */
public record ThresholdStatus(
        @JsonPropertyDescription("Name of the threshold.") String name,

        @JsonPropertyDescription("Passed, Missed, or NoData where there were too few samples.")
        String result,

        @JsonPropertyDescription("What was observed.") @Nullable
        String observed,

        @JsonPropertyDescription("What was allowed.") String limit,

        @JsonPropertyDescription("Samples that it rests on.")
        long samples,

        @JsonPropertyDescription("Fail or Warn.") String severity) {}
