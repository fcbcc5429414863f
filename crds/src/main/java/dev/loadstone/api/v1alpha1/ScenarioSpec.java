package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user does in one iteration: steps of its own, or those of a flow. */
@ValidationRule(value = "has(self.steps) != has(self.flow)", message = "a scenario has exactly one of steps, flow")
public record ScenarioSpec(
        @JsonPropertyDescription("Names the scenario in results.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        String name,

        @JsonPropertyDescription("How often it is chosen in relation to the other scenarios.")
        @Default("1")
        @Min(1)
        @Max(1000000)
        Integer weight,

        @JsonPropertyDescription("Done one after the other.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 100)
        List<StepSpec> steps,

        @JsonPropertyDescription("Name of the flow that is an iteration, in place of steps.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        @Nullable
        String flow,

        @JsonPropertyDescription("Name of the flow that each user does once, before its first iteration.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        @Nullable
        String onStart,

        @JsonPropertyDescription("Name of the flow that each user does once, after its last iteration.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        @Nullable
        String onStop) {
    public ScenarioSpec {
        weight = weight == null ? 1 : weight;
        steps = steps == null ? List.of() : List.copyOf(steps);
    }
}
