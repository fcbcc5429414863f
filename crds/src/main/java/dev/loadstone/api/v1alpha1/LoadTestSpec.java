package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to test, with what load, and what must hold. */
@ValidationRule(
        value = "!has(self.target.name) || !has(self.targets) || self.targets.all(each, each.name != self.target.name)",
        message = "a name of targets is that of target")
public record LoadTestSpec(
        @JsonPropertyDescription("Where the requests go.") @Required
        TargetSpec target,

        @JsonPropertyDescription("Other places, for requests that name one as their target.") @Size(max = 20)
        List<TargetSpec> targets,

        @JsonPropertyDescription("Values that templates use as $(vars.NAME); what a CI pipeline overrides.")
        @Size(max = 100)
        List<VariableSpec> variables,

        @JsonPropertyDescription("Feeders: data of which each iteration takes a record.") @Size(max = 20)
        List<DataSpec> data,

        @JsonPropertyDescription("Steps with a name, for scenarios and other flows to use.") @Size(max = 100)
        List<FlowSpec> flows,

        @JsonPropertyDescription(
                "A flow that is done once, by one user, before the load; everybody sees the variables that it sets.")
        @Nullable
        FlowRefSpec setup,

        @JsonPropertyDescription("A flow that is done once, by one user, after the load.") @Nullable
        FlowRefSpec teardown,

        @JsonPropertyDescription("What users do. Each user does one of them, chosen by weight.")
        @Required
        @Size(min = 1, max = 50)
        List<ScenarioSpec> scenarios,

        @JsonPropertyDescription("How many users do it, and when.") @Required
        LoadSpec load,

        @JsonPropertyDescription("What must hold for the verdict Passed. All are evaluated and reported.")
        @Size(max = 100)
        List<ThresholdSpec> thresholds,

        @JsonPropertyDescription("The pods that make the load.")
        RunnersSpec runners,

        @JsonPropertyDescription("How runs begin, end and are kept.") @Default("{}")
        RunPolicySpec runPolicy,

        @JsonPropertyDescription("The same seed repeats every random draw. Default: drawn; status.run.seed has it.")
        @Nullable
        Long seed,

        @JsonPropertyDescription(
                "When the test runs by itself. With it neither creation nor a changed spec starts a run: its "
                        + "times and loadstone.dev/run-at do.")
        @Nullable
        ScheduleSpec schedule,

        @JsonPropertyDescription("True: nothing starts, and a run under way is drained and judged Aborted.")
        @Default("false")
        Boolean suspend) {
    public LoadTestSpec {
        targets = targets == null ? List.of() : List.copyOf(targets);
        variables = variables == null ? List.of() : List.copyOf(variables);
        data = data == null ? List.of() : List.copyOf(data);
        flows = flows == null ? List.of() : List.copyOf(flows);
        scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
        thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
        runners = runners == null ? RunnersSpec.of(1) : runners;
        runPolicy = runPolicy == null ? RunPolicySpec.DEFAULT : runPolicy;
        suspend = suspend == null ? false : suspend;
    }

    /** The same test of another target. */
    public LoadTestSpec withTarget(TargetSpec other) {
        return with(other, variables, runners, schedule, suspend);
    }

    /** The same test with other variables. */
    public LoadTestSpec withVariables(List<VariableSpec> others) {
        return with(target, others, runners, schedule, suspend);
    }

    /** The same test with other runners. */
    public LoadTestSpec withRunners(RunnersSpec others) {
        return with(target, variables, others, schedule, suspend);
    }

    /** The same test, suspended or not. */
    public LoadTestSpec suspended(boolean now) {
        return with(target, variables, runners, schedule, now);
    }

    /** The same test, without what only says when it runs. */
    public LoadTestSpec timeless() {
        return with(target, variables, runners, null, false);
    }

    private LoadTestSpec with(
            TargetSpec newTarget,
            List<VariableSpec> newVariables,
            RunnersSpec newRunners,
            @Nullable ScheduleSpec newSchedule,
            boolean newSuspend) {
        return new LoadTestSpec(
                newTarget,
                targets,
                newVariables,
                data,
                flows,
                setup,
                teardown,
                scenarios,
                load,
                thresholds,
                newRunners,
                runPolicy,
                seed,
                newSchedule,
                newSuspend);
    }
}
