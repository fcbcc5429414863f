package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A list, and the variable that has each of its items in turn. */
public record ForEachSpec(
        @JsonPropertyDescription("The list: vars.NAME of a variable with values, or of a captured JSON array.")
        @Required
        @Size(min = 6, max = 68)
        @Pattern("^vars\\.[A-Za-z_][A-Za-z0-9_-]*$")
        String in,

        @JsonPropertyDescription("The variable for each item, used as $(vars.NAME).")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.IDENTIFIER)
        String as) {}
