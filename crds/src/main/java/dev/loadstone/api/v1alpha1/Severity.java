package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a miss counts, or is only told. */
public enum Severity {
    @JsonProperty("Fail")
    FAIL,
    @JsonProperty("Warn")
    WARN
}
