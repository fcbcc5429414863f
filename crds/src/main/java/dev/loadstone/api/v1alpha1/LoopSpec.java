package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A flow that is done again and again. */
@ValidationRule(
        value = "(has(self.times) ? 1 : 0) + (has(self.__while__) ? 1 : 0) + (has(self.forEach) ? 1 : 0)"
                + " + (has(self.during) ? 1 : 0) == 1",
        message = "a loop has exactly one of times, while, forEach, during")
@ValidationRule(
        value = "!has(self.times) || type(self.times) != int || self.times >= 0",
        message = "times must not be below 0")
@ValidationRule(
        value = "!has(self.during) || duration(self.during) > duration('0s')",
        message = "during must be above 0s")
public record LoopSpec(
        @JsonPropertyDescription("Name of the flow.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String flow,

        @JsonPropertyDescription("How often: a number, or a template that gives one.") @Nullable
        IntOrString times,

        @JsonPropertyDescription("A CEL expression: as long as it is true, such as vars.page < 5.")
        @JsonProperty("while")
        @Size(min = 1, max = 1024)
        @Nullable
        String whileTrue,

        @JsonPropertyDescription("Once for each item of a list.") @Nullable
        ForEachSpec forEach,

        @JsonPropertyDescription("Again until this time has passed; what is under way then is finished.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String during,

        @JsonPropertyDescription("With while: most rounds; after these the loop ends though the condition still holds.")
        @Default("1000")
        @Min(1)
        @Max(1000000)
        Integer maxTimes) {
    public LoopSpec {
        maxTimes = maxTimes == null ? 1000 : maxTimes;
    }
}
