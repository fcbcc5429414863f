package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A key of a Secret or ConfigMap of the same namespace. */
public record KeyRefSpec(
        @JsonPropertyDescription("Name of the object.") @Required @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("The key whose value is taken.") @Required @Size(min = 1, max = 253)
        String key) {}
