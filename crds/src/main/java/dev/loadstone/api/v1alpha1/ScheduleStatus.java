package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How far the schedule is. */
public record ScheduleStatus(
        @JsonPropertyDescription("When the next run is due; of one that waits in the queue, when it was.") @Nullable
        String nextRunAt,

        @JsonPropertyDescription("The time of the schedule that a run was last started for.") @Nullable
        String lastScheduledAt) {}
