package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a run ended. */
public enum Outcome {
    /** Complete data, and every threshold held. */
    @JsonProperty("Passed")
    PASSED,
    /** A threshold was missed. */
    @JsonProperty("Failed")
    FAILED,
    /** The data does not allow to say: incomplete, too little, or the generator was the bottleneck. */
    @JsonProperty("Inconclusive")
    INCONCLUSIVE,
    /** Stopped by somebody before its end. */
    @JsonProperty("Aborted")
    ABORTED,
    /** It could not be run. */
    @JsonProperty("Error")
    ERROR
}
