package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a verdict when the generator itself was the bottleneck. */
public enum OnSaturation {
    /** There is none. */
    @JsonProperty("Inconclusive")
    INCONCLUSIVE,
    /** It stands, with a warning. */
    @JsonProperty("Warn")
    WARN
}
