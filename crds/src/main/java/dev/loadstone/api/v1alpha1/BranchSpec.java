package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One of several ways to go on. */
public record BranchSpec(
        @JsonPropertyDescription("Name of the flow. Default: do nothing.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        @Nullable
        String flow,

        @JsonPropertyDescription("How often it is chosen in relation to the other ways.")
        @Default("1")
        @Min(1)
        @Max(1000000)
        Integer weight) {
    public BranchSpec {
        weight = weight == null ? 1 : weight;
    }
}
