package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A pause: fixed, or drawn from a distribution. */
@ValidationRule(
        value =
                "(has(self.duration) ? 1 : 0) + (has(self.min) || has(self.max) ? 1 : 0) + (has(self.exponential) ? 1 : 0)"
                        + " + (has(self.normal) ? 1 : 0) + (has(self.logNormal) ? 1 : 0) == 1 && has(self.min) == has(self.max)",
        message = "think has exactly one of duration, min and max, exponential, normal, logNormal")
@ValidationRule(
        value = "!has(self.min) || !has(self.max) || duration(self.min) <= duration(self.max)",
        message = "think.min must not be above think.max")
public record ThinkSpec(
        @JsonPropertyDescription("A fixed pause.") @Size(max = 20) @Pattern(Syntax.DURATION) @Nullable
        String duration,

        @JsonPropertyDescription("The shortest pause, of those between min and max, which are all as likely.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String min,

        @JsonPropertyDescription("The longest pause.") @Size(max = 20) @Pattern(Syntax.DURATION) @Nullable
        String max,

        @JsonPropertyDescription("Pauses between events that know nothing of each other.") @Nullable
        ExponentialSpec exponential,

        @JsonPropertyDescription("Pauses around a mean.") @Nullable
        NormalSpec normal,

        @JsonPropertyDescription("Mostly short pauses and a few long ones, as people make them.") @Nullable
        LogNormalSpec logNormal) {}
