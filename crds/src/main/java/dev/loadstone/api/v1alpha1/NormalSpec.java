package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A normal distribution of pauses. */
@ValidationRule(
        value = "(!has(self.min) || duration(self.min) <= duration(self.mean))"
                + " && (!has(self.max) || duration(self.mean) <= duration(self.max))",
        message = "normal.mean must lie between min and max")
public record NormalSpec(
        @JsonPropertyDescription("The mean pause.") @Required @Size(max = 20) @Pattern(Syntax.DURATION)
        String mean,

        @JsonPropertyDescription("The standard deviation: two thirds of the pauses are no further from the mean.")
        @Required
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String stdDev,

        @JsonPropertyDescription("The shortest pause; shorter draws are cut. Default: 0s.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String min,

        @JsonPropertyDescription("The longest pause; longer draws are cut. Default: 24h.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String max) {}
