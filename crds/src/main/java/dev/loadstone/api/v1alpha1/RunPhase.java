package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The stages of a run, in order. Each has a deadline. */
public enum RunPhase {
    @JsonProperty("Planning")
    PLANNING,
    /** As many runs as may be are under way: the test waits for its turn. */
    @JsonProperty("Queued")
    QUEUED,
    /** Nothing was run yet, or since the test was suspended: the next time of the schedule is waited for. */
    @JsonProperty("Scheduled")
    SCHEDULED,
    @JsonProperty("Suspended")
    SUSPENDED,
    @JsonProperty("Scheduling")
    SCHEDULING,
    @JsonProperty("Arming")
    ARMING,
    @JsonProperty("Running")
    RUNNING,
    @JsonProperty("Finishing")
    FINISHING,
    @JsonProperty("Finished")
    FINISHED
}
