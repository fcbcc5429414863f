package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the pods of a run are spread. */
@ValidationRule(
        value = "!has(self.minDomains) || !has(self.whenUnsatisfiable) || self.whenUnsatisfiable == 'DoNotSchedule'",
        message = "minDomains needs whenUnsatisfiable: DoNotSchedule")
public record TopologySpreadSpec(
        @JsonPropertyDescription("How many more pods one place may have than another.") @Default("1") @Min(1) @Max(500)
        Integer maxSkew,

        @JsonPropertyDescription("Label of nodes that says which place they are in, such as kubernetes.io/hostname.")
        @Required
        @Size(min = 1, max = 317)
        String topologyKey,

        @JsonPropertyDescription(
                "Where the pods can not be spread so. DoNotSchedule: they wait. ScheduleAnyway: as well as can be.")
        @Default("DoNotSchedule")
        WhenUnsatisfiable whenUnsatisfiable,

        @JsonPropertyDescription("Least number of places.") @Min(1) @Max(500) @Nullable
        Integer minDomains) {
    public TopologySpreadSpec {
        maxSkew = maxSkew == null ? 1 : maxSkew;
        whenUnsatisfiable = whenUnsatisfiable == null ? WhenUnsatisfiable.DO_NOT_SCHEDULE : whenUnsatisfiable;
    }

    /** What becomes of pods that can not be spread. */
    public enum WhenUnsatisfiable {
        @JsonProperty("DoNotSchedule")
        DO_NOT_SCHEDULE,
        @JsonProperty("ScheduleAnyway")
        SCHEDULE_ANYWAY
    }
}
