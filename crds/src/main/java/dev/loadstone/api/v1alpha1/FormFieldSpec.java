package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A field of a form. */
public record FormFieldSpec(
        @JsonPropertyDescription("Name of the field.") @Required @Size(min = 1, max = 256)
        String name,

        @JsonPropertyDescription("The value; templates allowed.") @Required @Size(max = 4096)
        String value) {}
