package dev.loadstone.operator.loadtest;

import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import java.util.List;
import java.util.stream.Stream;

/** What in a plan may have its load over before the end of its last phase. */
final class EarlyEnd {
    private EarlyEnd() {}

    /** Whether a runner with nothing left to do may be right. */
    static boolean isPossible(RunPlan plan) {
        return plan.phases().stream().anyMatch(phase -> isCounted(phase.load()))
                || plan.feeders().stream().anyMatch(each -> each.onExhausted() != Feeder.Exhaustion.RECYCLE)
                || exits(plan, ExitStep.Scope.USER)
                || exits(plan, ExitStep.Scope.TEST);
    }

    /** What may have ended the test for all, for a sentence. */
    static String ofTest(RunPlan plan) {
        boolean exits = exits(plan, ExitStep.Scope.TEST);
        boolean runsOut = plan.feeders().stream().anyMatch(each -> each.onExhausted() == Feeder.Exhaustion.END_TEST);
        return exits && runsOut ? "an exit step or data that ran out" : runsOut ? "data that ran out" : "an exit step";
    }

    private static boolean isCounted(LoadShape load) {
        return load instanceof LoadShape.Closed closed && closed.iterations() + closed.iterationsPerUser() > 0;
    }

    private static boolean exits(RunPlan plan, ExitStep.Scope scope) {
        Stream<List<Step>> steps = Stream.concat(
                plan.scenarios().stream().map(Scenario::steps),
                plan.flows().stream().map(Flow::steps));
        return steps.flatMap(List::stream).anyMatch(each -> each instanceof ExitStep exit && exit.scope() == scope);
    }
}
