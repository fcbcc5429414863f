package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Something that must be true of one label. */
@ValidationRule(
        value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && self.values.size() > 0)",
        message = "In and NotIn have values, Exists and DoesNotExist have none")
public record LabelExpressionSpec(
        @JsonPropertyDescription("The label.") @Required @Size(min = 1, max = 317)
        String key,

        @JsonPropertyDescription("In, NotIn, Exists or DoesNotExist.") @Required
        Operator operator,

        @JsonPropertyDescription("Of the label.") @Size(max = 50)
        List<@Size(max = 63) String> values) {
    public LabelExpressionSpec {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /** How the label and the values relate. */
    public enum Operator {
        @JsonProperty("In")
        IN,
        @JsonProperty("NotIn")
        NOT_IN,
        @JsonProperty("Exists")
        EXISTS,
        @JsonProperty("DoesNotExist")
        DOES_NOT_EXIST
    }
}
