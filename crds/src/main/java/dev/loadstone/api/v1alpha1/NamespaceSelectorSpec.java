package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** Namespaces whose labels meet all of this; all namespaces, where nothing is said. */
public record NamespaceSelectorSpec(
        @JsonPropertyDescription("Labels that the namespace must have.") @Size(max = 20)
        Map<String, @Size(max = 63) String> matchLabels,

        @JsonPropertyDescription("What else must be true of its labels.") @Size(max = 20)
        List<LabelExpressionSpec> matchExpressions) {
    public NamespaceSelectorSpec {
        matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
        matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
    }

    /** Whether it needs no look at the labels. */
    public boolean selectsAll() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }
}
