package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** What ends here. */
public record ExitSpec(
        @JsonPropertyDescription(
                "Iteration: ends as completed. User: does no more iterations. Test: the whole test ends.")
        @Required
        Scope scope) {

    /** How much ends. */
    public enum Scope {
        @JsonProperty("Iteration")
        ITERATION,
        @JsonProperty("User")
        USER,
        @JsonProperty("Test")
        TEST
    }
}
