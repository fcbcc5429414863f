package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a changed spec does to a run under way. */
public enum OnChange {
    /** The run is stopped, and the changed test starts. */
    @JsonProperty("Restart")
    RESTART,
    /** The run goes on to its end, and then the changed test starts. */
    @JsonProperty("Ignore")
    IGNORE
}
