package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What was measured of the groups of one name. */
public record GroupStatus(
        @JsonPropertyDescription("Name of the group.") String name,

        @JsonPropertyDescription("How often it was begun and ended.")
        long count,

        @JsonPropertyDescription("Of these, how often it did not get to its end.")
        long failed,

        @JsonPropertyDescription("From begin to end, of those that got there.") @Nullable
        TimesStatus time) {}
