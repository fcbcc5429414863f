package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Time without load. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PauseSpec() {}
