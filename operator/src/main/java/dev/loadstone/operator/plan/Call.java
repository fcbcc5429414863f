package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.BranchSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mention of a flow in a step.
 *
 * @param field where it stands, from the step on
 */
record Call(String flow, String field, Kind kind) {
    /** How the steps of the flow are done. */
    enum Kind {
        ONCE,
        AGAIN,
        AT_ONCE
    }

    /** All of a step, in their order. */
    static List<Call> of(StepSpec step) {
        var calls = new ArrayList<Call>();
        if (step.call() != null) {
            add(calls, step.call().flow(), "call.flow", Kind.ONCE);
        }
        if (step.loop() != null) {
            add(calls, step.loop().flow(), "loop.flow", Kind.AGAIN);
        }
        if (step.ifThen() != null) {
            add(calls, step.ifThen().then(), "if.then", Kind.ONCE);
            add(calls, step.ifThen().otherwise(), "if.else", Kind.ONCE);
        }
        List<BranchSpec> branch = step.branch();
        for (int i = 0; i < branch.size(); i++) {
            add(calls, branch.get(i).flow(), "branch[" + i + "].flow", Kind.ONCE);
        }
        if (step.parallel() != null) {
            add(calls, step.parallel().flow(), "parallel.flow", Kind.AT_ONCE);
        }
        if (step.group() != null) {
            add(calls, step.group().flow(), "group.flow", Kind.ONCE);
        }
        return calls;
    }

    private static void add(List<Call> calls, @Nullable String flow, String field, Kind kind) {
        if (flow != null) {
            calls.add(new Call(flow, field, kind));
        }
    }
}
