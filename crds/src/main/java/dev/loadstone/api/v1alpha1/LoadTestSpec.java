package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What to test, with what load, and what must hold. */
public record LoadTestSpec(
        @JsonPropertyDescription("Where the requests go.") @Required
        TargetSpec target,

        @JsonPropertyDescription("Values that templates use as $(vars.NAME); what a CI pipeline overrides.")
        @Size(max = 100)
        List<VariableSpec> variables,

        @JsonPropertyDescription("What users do. Each user does one of them, chosen by weight.")
        @Required
        @Size(min = 1, max = 50)
        List<ScenarioSpec> scenarios,

        @JsonPropertyDescription("How many users do it, and when.") @Required
        LoadSpec load,

        @JsonPropertyDescription("What must hold for the verdict Passed. All are evaluated and reported.")
        @Size(max = 100)
        List<ThresholdSpec> thresholds,

        @JsonPropertyDescription("The pods that make the load.") @Default("{}")
        RunnersSpec runners,

        @JsonPropertyDescription("Deadlines of a run.") @Default("{}")
        RunPolicySpec runPolicy,

        @JsonPropertyDescription("True: nothing starts, and a run under way is drained and judged Aborted.")
        @Default("false")
        Boolean suspend) {
    public LoadTestSpec {
        variables = variables == null ? List.of() : List.copyOf(variables);
        scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
        thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
        runners = runners == null ? new RunnersSpec(null, null, null) : runners;
        runPolicy = runPolicy == null ? new RunPolicySpec(null, null) : runPolicy;
        suspend = suspend == null ? false : suspend;
    }
}
