package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A flow, by its name. */
public record FlowRefSpec(
        @JsonPropertyDescription("Name of the flow.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String flow) {}
