package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a user does: exactly one of these. */
@ValidationRule(
        value =
                "(has(self.http) ? 1 : 0) + (has(self.think) ? 1 : 0) + (has(self.pace) ? 1 : 0) + (has(self.set) ? 1 : 0)"
                        + " + (has(self.call) ? 1 : 0) + (has(self.__loop__) ? 1 : 0) + (has(self.__if__) ? 1 : 0)"
                        + " + (has(self.branch) ? 1 : 0) + (has(self.parallel) ? 1 : 0) + (has(self.group) ? 1 : 0)"
                        + " + (has(self.metric) ? 1 : 0) + (has(self.exit) ? 1 : 0) == 1",
        message =
                "a step has exactly one of http, think, pace, set, call, loop, if, branch, parallel, group, metric, exit")
public record StepSpec(
        @JsonPropertyDescription("One request.") @Nullable HttpSpec http,

        @JsonPropertyDescription("A pause, as people make them between requests.") @Nullable
        ThinkSpec think,

        @JsonPropertyDescription("Lets the user pass at a fixed spacing, however long the steps between take.")
        @Nullable
        PaceSpec pace,

        @JsonPropertyDescription("Sets a variable of the user.") @Nullable
        SetSpec set,

        @JsonPropertyDescription("Does the steps of a flow.") @Nullable
        FlowRefSpec call,

        @JsonPropertyDescription("Does the steps of a flow again and again.") @Nullable
        LoopSpec loop,

        @JsonPropertyDescription("Does the steps of a flow where a condition holds.") @JsonProperty("if") @Nullable
        IfSpec ifThen,

        @JsonPropertyDescription("Does one of several flows, chosen by weight.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 20)
        List<BranchSpec> branch,

        @JsonPropertyDescription("Does the requests of a flow all at once, and goes on when all have ended.") @Nullable
        FlowRefSpec parallel,

        @JsonPropertyDescription("Does the steps of a flow and measures how long they take together.") @Nullable
        GroupSpec group,

        @JsonPropertyDescription("Adds to a metric of your own.") @Nullable
        MetricSpec metric,

        @JsonPropertyDescription("Ends the iteration, the user or the test.") @Nullable
        ExitSpec exit) {
    public StepSpec {
        branch = branch == null ? List.of() : List.copyOf(branch);
    }
}
