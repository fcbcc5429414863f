package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A population of users who repeat their scenario. */
@ValidationRule(value = "self.users > 0 || (has(self.from) && self.from > 0)", message = "users and from are both 0")
public record ClosedSpec(
        @JsonPropertyDescription("Users at once, over all runners; at the end of the phase where from is given.")
        @Required
        @Min(0)
        @Max(1000000)
        Integer users,

        @JsonPropertyDescription("Users at the start; the population changes linearly to users.")
        @Min(0)
        @Max(1000000)
        @Nullable
        Integer from) {}
