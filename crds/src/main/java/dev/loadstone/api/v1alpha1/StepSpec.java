package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One thing that a user does. */
@ValidationRule(
        value = "[has(self.http), has(self.think)].filter(x, x).size() == 1",
        message = "a step has exactly one of http, think")
public record StepSpec(
        @JsonPropertyDescription("One request.") @Nullable HttpSpec http,

        @JsonPropertyDescription("A pause, as people make them between requests.") @Nullable
        ThinkSpec think) {}
