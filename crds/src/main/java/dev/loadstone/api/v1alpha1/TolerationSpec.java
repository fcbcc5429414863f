package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A taint of nodes that does not keep pods away. */
@ValidationRule(
        value = "!has(self.operator) || self.operator != 'Exists' || !has(self.value)",
        message = "a toleration with operator Exists has no value")
@ValidationRule(
        value = "has(self.key) || (has(self.operator) && self.operator == 'Exists')",
        message = "a toleration without a key needs operator Exists")
public record TolerationSpec(
        @JsonPropertyDescription("Key of the taint. Default: any, with operator Exists.")
        @Size(min = 1, max = 317)
        @Nullable
        String key,

        @JsonPropertyDescription("Equal: value must be that of the taint. Exists: any value.") @Default("Equal")
        Operator operator,

        @JsonPropertyDescription("Value of the taint.") @Size(max = 63) @Nullable
        String value,

        @JsonPropertyDescription("Only this effect of the taint. Default: all.") @Nullable
        Effect effect,

        @JsonPropertyDescription("With NoExecute: how long pods stay. Default: for ever.")
        @Min(0)
        @Max(1000000000)
        @Nullable
        Long tolerationSeconds) {
    public TolerationSpec {
        operator = operator == null ? Operator.EQUAL : operator;
    }

    /** How key and value are compared. */
    public enum Operator {
        @JsonProperty("Equal")
        EQUAL,
        @JsonProperty("Exists")
        EXISTS
    }

    /** What a taint does. */
    public enum Effect {
        @JsonProperty("NoSchedule")
        NO_SCHEDULE,
        @JsonProperty("PreferNoSchedule")
        PREFER_NO_SCHEDULE,
        @JsonProperty("NoExecute")
        NO_EXECUTE
    }
}
