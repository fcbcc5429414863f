package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The test's place among those that wait for others to end. */
public record QueueStatus(
        @JsonPropertyDescription("Its place, from 1.") int place,

        @JsonPropertyDescription("How many wait in the same queue.")
        int waiting,

        @JsonPropertyDescription("How many runs were under way.")
        int underWay,

        @JsonPropertyDescription("Since when it waits; the order within a namespace.")
        String since,

        @JsonPropertyDescription("What asked for the run, as in run.trigger.") @Nullable
        String trigger) {}
