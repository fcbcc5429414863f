package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A name and a value. */
public record FieldSpec(
        @JsonPropertyDescription("The name as it is sent.") @Required @Size(min = 1, max = 256) @Pattern("^[^\\s:]+$")
        String name,

        @JsonPropertyDescription("The value; templates allowed.") @Required @Size(max = 4096)
        String value) {}
