package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A pause: fixed, or drawn uniformly between two ends. */
@ValidationRule(
        value = "has(self.duration) ? !has(self.min) && !has(self.max) : has(self.min) && has(self.max)",
        message = "think has either duration, or min and max")
@ValidationRule(
        value = "!has(self.min) || !has(self.max) || duration(self.min) <= duration(self.max)",
        message = "think.min must not be above think.max")
public record ThinkSpec(
        @JsonPropertyDescription("A fixed pause.") @Size(max = 20) @Pattern("^([0-9]+(ms|s|m|h))+$") @Nullable
        String duration,

        @JsonPropertyDescription("The shortest pause.") @Size(max = 20) @Pattern("^([0-9]+(ms|s|m|h))+$") @Nullable
        String min,

        @JsonPropertyDescription("The longest pause.") @Size(max = 20) @Pattern("^([0-9]+(ms|s|m|h))+$") @Nullable
        String max) {}
