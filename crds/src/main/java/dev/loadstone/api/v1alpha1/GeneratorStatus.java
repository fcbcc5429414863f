package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Whether the load generator itself was the bottleneck. */
public record GeneratorStatus(
        @JsonPropertyDescription("False where the result can not be trusted for the generator's sake.")
        boolean healthy,

        @JsonPropertyDescription("The limits that were passed.")
        List<String> reasons,

        @JsonPropertyDescription("Share of the time in which a limit was passed.")
        long taintedPermille,

        @JsonPropertyDescription("How late the generator picked up what was due.")
        long schedulerLagP99Micros,

        @JsonPropertyDescription("Load of the busiest event loop.")
        long busiestLoopPermille,

        @JsonPropertyDescription("CPU time of all runners.") long cpuMillis,

        @JsonPropertyDescription("Time for which CPU limits held runners back.")
        long cpuThrottledMillis,

        @JsonPropertyDescription("Time for which garbage collection stopped runners.")
        long gcPauseMillis) {
    public GeneratorStatus {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
}
