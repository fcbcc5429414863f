package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** What a pod asks for and what it may use. */
public record ResourcesSpec(
        @JsonPropertyDescription("What the pod is guaranteed.") @Size(max = 10)
        Map<String, Quantity> requests,

        @JsonPropertyDescription("What the pod may use at most.") @Size(max = 10)
        Map<String, Quantity> limits) {
    public ResourcesSpec {
        requests = requests == null ? Map.of() : Map.copyOf(requests);
        limits = limits == null ? Map.of() : Map.copyOf(limits);
    }
}
