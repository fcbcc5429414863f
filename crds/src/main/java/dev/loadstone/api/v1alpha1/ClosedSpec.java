package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A population of users who repeat their scenario. */
@ValidationRule(value = "self.users > 0 || (has(self.from) && self.from > 0)", message = "users and from are both 0")
@ValidationRule(
        value = "!has(self.iterations) || !has(self.iterationsPerUser)",
        message = "closed has at most one of iterations, iterationsPerUser")
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
        Integer from,

        @JsonPropertyDescription(
                "Iterations of all users together, over all runners; the phase ends early when they are done.")
        @Min(1)
        @Max(1000000000)
        @Nullable
        Long iterations,

        @JsonPropertyDescription("Iterations after which each user retires; the phase ends early when all have.")
        @Min(1)
        @Max(1000000000)
        @Nullable
        Long iterationsPerUser) {}
