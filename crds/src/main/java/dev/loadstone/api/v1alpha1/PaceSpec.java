package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A gate that lets a user pass at a fixed spacing. */
@ValidationRule(value = "duration(self.every) > duration('0s')", message = "every must be above 0s")
public record PaceSpec(
        @JsonPropertyDescription("Waits until this long after the instant at which it last let the user pass. "
                + "A user that is late passes at once, and does not catch up.")
        @Required
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String every) {}
