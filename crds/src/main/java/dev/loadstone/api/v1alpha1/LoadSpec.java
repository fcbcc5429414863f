package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How many users do the scenarios, and when. */
public record LoadSpec(
        @JsonPropertyDescription("One after the other, but for those that have a startAt.")
        @Required
        @Size(min = 1, max = 50)
        List<PhaseSpec> phases) {
    public LoadSpec {
        phases = phases == null ? List.of() : List.copyOf(phases);
    }
}
