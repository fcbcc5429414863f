package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The stages of a run, in order. Each has a deadline. */
public enum RunPhase {
    @JsonProperty("Planning")
    PLANNING,
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
