package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a run that loses runners in mid-run. */
public enum OnLoss {
    /** The others are stopped too: without the whole load there is no verdict. */
    @JsonProperty("Fail")
    FAIL,
    /** The others go on, and what they measured is judged. */
    @JsonProperty("Continue")
    CONTINUE
}
