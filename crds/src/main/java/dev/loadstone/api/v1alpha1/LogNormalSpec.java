package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A log-normal distribution of pauses. */
@ValidationRule(
        value = "duration(self.median) > duration('0s') && duration(self.median) <= duration(self.p95)"
                + " && (!has(self.max) || duration(self.p95) <= duration(self.max))",
        message = "logNormal needs 0s < median <= p95 <= max")
public record LogNormalSpec(
        @JsonPropertyDescription("Half of the pauses are shorter.") @Required @Size(max = 20) @Pattern(Syntax.DURATION)
        String median,

        @JsonPropertyDescription("One pause of twenty is longer.") @Required @Size(max = 20) @Pattern(Syntax.DURATION)
        String p95,

        @JsonPropertyDescription("The longest pause; longer draws are cut. Default: 24h.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String max) {}
