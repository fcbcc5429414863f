package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where some text or bytes are found. */
@ValidationRule(
        value = "(has(self.configMapKeyRef) ? 1 : 0) + (has(self.secretKeyRef) ? 1 : 0)"
                + " + (has(self.persistentVolumeClaim) ? 1 : 0) + (has(self.inline) ? 1 : 0) == 1",
        message = "a source has exactly one of configMapKeyRef, secretKeyRef, persistentVolumeClaim, inline")
public record SourceSpec(
        @JsonPropertyDescription("A key of a ConfigMap of the same namespace.") @Nullable
        KeyRefSpec configMapKeyRef,

        @JsonPropertyDescription("A key of a Secret of the same namespace.") @Nullable
        KeyRefSpec secretKeyRef,

        @JsonPropertyDescription(
                "A file of a volume, for what is too large for a ConfigMap; runners mount it read-only.")
        @Nullable
        VolumeFileSpec persistentVolumeClaim,

        @JsonPropertyDescription("The text itself.") @Size(max = 262144) @Nullable
        String inline) {}
