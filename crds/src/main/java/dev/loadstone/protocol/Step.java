package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing that a user does. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HttpStep.class, name = "http"),
    @JsonSubTypes.Type(value = ThinkStep.class, name = "think")
})
public sealed interface Step permits HttpStep, ThinkStep {}
