package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Deadlines of a run. */
@ValidationRule(
        value = "!has(self.startDeadline) || duration(self.startDeadline) > duration('0s')",
        message = "startDeadline must be above 0s")
public record RunPolicySpec(
        @JsonPropertyDescription("Longest time from the start of a run until all runners are ready to make load.")
        @Default("5m")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String startDeadline,

        @JsonPropertyDescription("How long requests in flight are waited for after the last phase.")
        @Default("30s")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String gracefulStop) {
    public RunPolicySpec {
        startDeadline = startDeadline == null ? "5m" : startDeadline;
        gracefulStop = gracefulStop == null ? "30s" : gracefulStop;
    }
}
