package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Identity and times of a run. */
public record RunStatus(
        @JsonPropertyDescription("Counts the runs of this test, from 1.")
        int number,

        @JsonPropertyDescription("Identity of the run: uid of the test and number.") @Nullable
        String id,

        @JsonPropertyDescription("Generation of the spec that the run is of.") @Nullable
        Long generation,

        @JsonPropertyDescription("Value of the annotation loadstone.dev/run-at that the run answers.") @Nullable
        String requestedAt,

        @JsonPropertyDescription("What started it: Created, SpecChanged, RunAt or Resumed.") @Nullable
        String trigger,

        @JsonPropertyDescription("Every random draw of the run derives from it.") @Nullable
        Long seed,

        @JsonPropertyDescription("When the run was planned.") @Nullable
        String createdAt,

        @JsonPropertyDescription(
                "The instant that all runners were given to start at, in microseconds since the epoch.")
        @Nullable
        Long startMicros,

        @JsonPropertyDescription("The same instant, for people.") @Nullable
        String startedAt,

        @JsonPropertyDescription("When the run was judged.") @Nullable
        String finishedAt,

        @JsonPropertyDescription("Why the run was told to stop before its end; absent where it was not.") @Nullable
        String stopReason) {}
