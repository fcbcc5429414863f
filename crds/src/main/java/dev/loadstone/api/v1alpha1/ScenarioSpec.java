package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What a user does in one iteration. */
public record ScenarioSpec(
        @JsonPropertyDescription("Names the scenario in results.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
        String name,

        @JsonPropertyDescription("How often it is chosen in relation to the other scenarios.")
        @Default("1")
        @Min(1)
        @Max(1000000)
        Integer weight,

        @JsonPropertyDescription("Done one after the other.") @Required @Size(min = 1, max = 100)
        List<StepSpec> steps) {
    public ScenarioSpec {
        weight = weight == null ? 1 : weight;
        steps = steps == null ? List.of() : List.copyOf(steps);
    }
}
