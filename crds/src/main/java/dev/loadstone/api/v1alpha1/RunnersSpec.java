package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The pods that make the load. */
public record RunnersSpec(
        @JsonPropertyDescription("Number of pods; they share the load exactly.") @Default("1") @Min(1) @Max(500)
        Integer count,

        @JsonPropertyDescription("Image of the runner. Default: the one of the installed release.")
        @Size(min = 1, max = 512)
        @Nullable
        String image,

        @JsonPropertyDescription("CPU and memory of each pod.") @Nullable
        ResourcesSpec resources) {
    public RunnersSpec {
        count = count == null ? 1 : count;
    }
}
