package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A flow that is measured as a whole. */
public record GroupSpec(
        @JsonPropertyDescription("Names the group in results.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String name,

        @JsonPropertyDescription("Name of the flow.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String flow,

        @JsonPropertyDescription("True: pauses of think and pace count, too.") @Default("false")
        Boolean includeThink) {
    public GroupSpec {
        includeThink = includeThink == null ? false : includeThink;
    }
}
