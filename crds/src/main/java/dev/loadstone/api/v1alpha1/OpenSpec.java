package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Users arrive at a rate; each does one iteration. */
@ValidationRule(value = "self.rate > 0 || (has(self.from) && self.from > 0)", message = "rate and from are both 0")
@ValidationRule(value = "!has(self.per) || duration(self.per) > duration('0s')", message = "per must be above 0s")
public record OpenSpec(
        @JsonPropertyDescription(
                "Arrivals per unit of time, over all runners; at the end of the phase where from is given.")
        @Required
        @Min(0)
        @Max(10000000)
        Long rate,

        @JsonPropertyDescription("The unit of time.") @Default("1s") @Size(max = 20) @Pattern(Syntax.DURATION)
        String per,

        @JsonPropertyDescription("Rate at the start; it changes linearly to rate.") @Min(0) @Max(10000000) @Nullable
        Long from,

        @JsonPropertyDescription("Uniform: evenly spaced. Poisson: as independent visitors come.") @Default("Uniform")
        Arrivals arrivals,

        @JsonPropertyDescription("Most users at work at once, over all runners.")
        @Default("10000")
        @Min(1)
        @Max(1000000)
        Integer maxUsers,

        @JsonPropertyDescription(
                "Queue: arrivals beyond maxUsers wait, and their waiting counts. Drop: they are counted as dropped.")
        @Default("Queue")
        OnMaxUsers onMaxUsers) {
    public OpenSpec {
        per = per == null ? "1s" : per;
        arrivals = arrivals == null ? Arrivals.UNIFORM : arrivals;
        maxUsers = maxUsers == null ? 10000 : maxUsers;
        onMaxUsers = onMaxUsers == null ? OnMaxUsers.QUEUE : onMaxUsers;
    }

    /** How arrivals are spaced. */
    public enum Arrivals {
        @JsonProperty("Uniform")
        UNIFORM,
        @JsonProperty("Poisson")
        POISSON
    }

    /** What becomes of arrivals beyond maxUsers. */
    public enum OnMaxUsers {
        @JsonProperty("Queue")
        QUEUE,
        @JsonProperty("Drop")
        DROP
    }
}
