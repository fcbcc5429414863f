package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A stretch of time with one shape of load. */
@ValidationRule(
        value = "[has(self.open), has(self.closed)].filter(x, x).size() == 1",
        message = "a phase has exactly one of open, closed")
@ValidationRule(
        value = "duration(self.duration) >= duration('1s') && duration(self.duration) <= duration('24h')",
        message = "a phase lasts from 1s to 24h")
public record PhaseSpec(
        @JsonPropertyDescription("Names the phase in results.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
        String name,

        @JsonPropertyDescription("How long it lasts.") @Required @Size(max = 20) @Pattern("^([0-9]+(ms|s|m|h))+$")
        String duration,

        @JsonPropertyDescription("True: kept out of results and thresholds.") @Default("false")
        Boolean warmup,

        @JsonPropertyDescription("Users arrive at a rate, whatever the target does: what happens to a public site.")
        @Nullable
        OpenSpec open,

        @JsonPropertyDescription("A population of users who wait for each response before they go on.") @Nullable
        ClosedSpec closed) {
    public PhaseSpec {
        warmup = warmup == null ? false : warmup;
    }
}
