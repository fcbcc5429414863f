package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** A number of runners that follows from the load. */
public record AutoSpec(
        @JsonPropertyDescription("Most pods.") @Default("10") @Min(1) @Max(500)
        Integer max) {
    public AutoSpec {
        max = max == null ? 10 : max;
    }
}
