package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The runners of a run. */
public record RunnersStatus(
        @JsonPropertyDescription("Runners that the run needs.")
        int desired,

        @JsonPropertyDescription("Runners that are ready to start, or further.")
        int ready,

        @JsonPropertyDescription("Runners whose final report, or what they left of it, is here.")
        int reported,

        @JsonPropertyDescription(
                "Runners that ended before their load was over; nothing of theirs is in the results of a run that went on without them.")
        int lost,

        @JsonPropertyDescription("How far apart the runners started, as measured.") @Nullable
        Long startSkewMicros,

        @JsonPropertyDescription("How auto came to their number; absent without auto.") @Nullable
        String sizing,

        @JsonPropertyDescription(
                "CPU time that a request has cost them in the last run that tells it, by which auto sizes the next one; "
                        + "absent where results tell it themselves.")
        @Nullable
        Long requestCpuNanos) {}
