package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A header that a response must have, and what its value must be. */
@ValidationRule(
        value = "(has(self.exists) ? 1 : 0) + (has(self.equals) ? 1 : 0) + (has(self.contains) ? 1 : 0)"
                + " + (has(self.matches) ? 1 : 0) <= 1 && (!has(self.exists) || self.exists)",
        message = "a header check has at most one of exists (only true), equals, contains, matches")
public record HeaderCheckSpec(
        @JsonPropertyDescription("Name of the header; by itself it must be there.")
        @Required
        @Size(min = 1, max = 256)
        @Pattern("^[^\\s:]+$")
        String name,

        @JsonPropertyDescription("True: it must be there.") @Nullable
        Boolean exists,

        @JsonPropertyDescription("What the value must be.") @Size(max = 1024) @Nullable
        String equals,

        @JsonPropertyDescription("Text that the value must contain.") @Size(min = 1, max = 1024) @Nullable
        String contains,

        @JsonPropertyDescription("Regular expression that some part of the value must match.")
        @Size(min = 1, max = 1024)
        @Nullable
        String matches) {}
