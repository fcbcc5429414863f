package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing that a user does. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HttpStep.class, name = "http"),
    @JsonSubTypes.Type(value = ThinkStep.class, name = "think"),
    @JsonSubTypes.Type(value = PaceStep.class, name = "pace"),
    @JsonSubTypes.Type(value = SetStep.class, name = "set"),
    @JsonSubTypes.Type(value = CallStep.class, name = "call"),
    @JsonSubTypes.Type(value = LoopStep.class, name = "loop"),
    @JsonSubTypes.Type(value = IfStep.class, name = "if"),
    @JsonSubTypes.Type(value = BranchStep.class, name = "branch"),
    @JsonSubTypes.Type(value = ParallelStep.class, name = "parallel"),
    @JsonSubTypes.Type(value = GroupStep.class, name = "group"),
    @JsonSubTypes.Type(value = MetricStep.class, name = "metric"),
    @JsonSubTypes.Type(value = ExitStep.class, name = "exit")
})
public sealed interface Step
        permits HttpStep,
                ThinkStep,
                PaceStep,
                SetStep,
                CallStep,
                LoopStep,
                IfStep,
                BranchStep,
                ParallelStep,
                GroupStep,
                MetricStep,
                ExitStep {}
