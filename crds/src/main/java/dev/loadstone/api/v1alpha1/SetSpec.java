package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A variable and its value. */
public record SetSpec(
        @JsonPropertyDescription("Used from then on as $(vars.NAME) by the same user.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.IDENTIFIER)
        String name,

        @JsonPropertyDescription(
                "The value; templates allowed. One that is exactly one template keeps the type of its value.")
        @Required
        @Size(max = 4096)
        String value) {}
