package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A share of the load, and where it comes from. */
public record DistributionSpec(
        @JsonPropertyDescription("Names the share.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String name,

        @JsonPropertyDescription("Its part of the runners; all sum up to 100.") @Required @Min(1) @Max(100)
        Integer percent,

        @JsonPropertyDescription("Labels that its nodes must have, with those of the runners.") @Size(max = 20)
        Map<String, @Size(max = 63) String> nodeSelector) {
    public DistributionSpec {
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
    }
}
