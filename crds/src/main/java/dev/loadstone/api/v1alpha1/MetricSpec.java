package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A sample of a metric of the user's own: exactly one kind. */
@ValidationRule(
        value = "(has(self.counter) ? 1 : 0) + (has(self.gauge) ? 1 : 0) + (has(self.rate) ? 1 : 0)"
                + " + (has(self.histogram) ? 1 : 0) == 1",
        message = "a metric has exactly one of counter, gauge, rate, histogram")
public record MetricSpec(
        @JsonPropertyDescription("Names the metric in results, and in thresholds as custom:NAME. A name has one kind.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z_][A-Za-z0-9_.-]*$")
        String name,

        @JsonPropertyDescription("A CEL expression for a number that is added to a sum.") @Nullable
        IntOrString counter,

        @JsonPropertyDescription("A CEL expression for a number of which smallest, mean, largest and last are kept.")
        @Nullable
        IntOrString gauge,

        @JsonPropertyDescription("A CEL expression for true or false; the share of true is kept.")
        @Size(min = 1, max = 1024)
        @Nullable
        String rate,

        @JsonPropertyDescription("A CEL expression for a number whose distribution is kept.") @Nullable
        IntOrString histogram) {}
