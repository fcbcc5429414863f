package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a value is found. */
@ValidationRule(
        value = "[has(self.secretKeyRef), has(self.configMapKeyRef)].filter(x, x).size() == 1",
        message = "valueFrom has exactly one of secretKeyRef, configMapKeyRef")
public record ValueSourceSpec(
        @JsonPropertyDescription("A key of a Secret.") @Nullable
        KeyRefSpec secretKeyRef,

        @JsonPropertyDescription("A key of a ConfigMap.") @Nullable
        KeyRefSpec configMapKeyRef) {}
