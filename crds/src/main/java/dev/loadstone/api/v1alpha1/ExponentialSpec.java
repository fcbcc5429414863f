package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An exponential distribution of pauses. */
@ValidationRule(
        value = "duration(self.mean) > duration('0s') && (!has(self.max) || duration(self.mean) <= duration(self.max))",
        message = "exponential.mean must be above 0s, and not above max")
public record ExponentialSpec(
        @JsonPropertyDescription("The mean pause.") @Required @Size(max = 20) @Pattern(Syntax.DURATION)
        String mean,

        @JsonPropertyDescription("The longest pause; longer draws are cut. Default: 24h.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String max) {}
