package dev.loadstone.operator.policy;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The most that a plan asks for of something at one time, each phase taken at its most.
 *
 * @param phases that overlap then, the one that asks for most first
 */
public record Peak(long most, List<Phase> phases) {
    public Peak {
        phases = List.copyOf(phases);
    }

    /** Of arrivals of open phases. */
    public static Peak arrivalsPerSecond(RunPlan plan) {
        return of(plan, Peak::arrivals);
    }

    /** Of users of closed phases. */
    public static Peak residents(RunPlan plan) {
        return of(
                plan,
                phase -> phase.load() instanceof LoadShape.Closed closed ? Math.max(closed.from(), closed.users()) : 0);
    }

    /** Of users at work, which open phases have as many of as they may. */
    public static Peak users(RunPlan plan) {
        return of(plan, phase -> switch (phase.load()) {
            case LoadShape.Open open -> open.maxUsers();
            case LoadShape.Closed closed -> Math.max(closed.from(), closed.users());
        });
    }

    private static long arrivals(Phase phase) {
        return phase.load() instanceof LoadShape.Open open
                ? Math.ceilDiv(Math.max(open.from(), open.rate()) * 1000, open.perMillis())
                : 0;
    }

    private static Peak of(RunPlan plan, ToLongFunction<Phase> most) {
        return plan.phases().stream()
                .map(begun -> at(plan, begun.startMillis(), most))
                .reduce(new Peak(0, List.of()), (one, other) -> one.most >= other.most ? one : other);
    }

    /** Where it is highest a phase begins. */
    private static Peak at(RunPlan plan, long millis, ToLongFunction<Phase> most) {
        List<Phase> phases = plan.phases().stream()
                .filter(each -> each.startMillis() <= millis && millis < each.endMillis() && most.applyAsLong(each) > 0)
                .sorted((one, other) -> Long.compare(most.applyAsLong(other), most.applyAsLong(one)))
                .toList();
        return new Peak(phases.stream().mapToLong(most).sum(), phases);
    }
}
