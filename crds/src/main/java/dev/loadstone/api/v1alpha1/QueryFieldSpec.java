package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A query parameter. */
public record QueryFieldSpec(
        @JsonPropertyDescription("The name; percent-encoded when it is sent.")
        @Required
        @Size(min = 1, max = 256)
        @Pattern("^[^\\x00-\\x1f\\x7f]+$")
        String name,

        @JsonPropertyDescription("The value; templates allowed.") @Required @Size(max = 4096)
        String value) {}
