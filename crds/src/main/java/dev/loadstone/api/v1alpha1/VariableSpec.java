package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value with a name. */
@ValidationRule(
        value = "[has(self.value), has(self.values), has(self.valueFrom)].filter(x, x).size() == 1",
        message = "a variable has exactly one of value, values, valueFrom")
public record VariableSpec(
        @JsonPropertyDescription("Used as $(vars.NAME).") @Required @Size(min = 1, max = 63) @Pattern(Syntax.IDENTIFIER)
        String name,

        @JsonPropertyDescription("One value.") @Size(max = 4096) @Nullable
        String value,

        @JsonPropertyDescription("A list, for $(fn.pick(vars.NAME)).") @Size(min = 1, max = 1000) @Nullable
        List<@Size(max = 256) String> values,

        @JsonPropertyDescription(
                "A value from a Secret or ConfigMap of the same namespace; it never appears in plan, status or logs.")
        @Nullable
        ValueSourceSpec valueFrom) {
    public VariableSpec {
        values = values == null ? null : List.copyOf(values);
    }
}
