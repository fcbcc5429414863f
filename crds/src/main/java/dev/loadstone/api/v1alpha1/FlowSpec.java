package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Steps with a name, for scenarios and other flows to use. */
public record FlowSpec(
        @JsonPropertyDescription("What it is called by.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String name,

        @JsonPropertyDescription("Done one after the other.") @Required @Size(min = 1, max = 100)
        List<StepSpec> steps) {
    public FlowSpec {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }
}
