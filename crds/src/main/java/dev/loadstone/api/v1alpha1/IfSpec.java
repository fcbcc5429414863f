package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A flow that is done where a condition holds. */
public record IfSpec(
        @JsonPropertyDescription("A CEL expression, such as response.status == 200 or vars.role == 'admin'.")
        @Required
        @Size(min = 1, max = 1024)
        String condition,

        @JsonPropertyDescription("Name of the flow to do where it is true.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        String then,

        @JsonPropertyDescription("Name of the flow to do where it is false. Default: none.")
        @JsonProperty("else")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        @Nullable
        String otherwise) {}
