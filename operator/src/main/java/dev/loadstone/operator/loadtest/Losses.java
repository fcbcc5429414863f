package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The runners that a run has lost in mid-run, and what the test wants of a run without them. */
record Losses(RunPlan plan, List<Casualty> casualties) {
    Losses {
        casualties = List.copyOf(casualties);
    }

    /** Those that ended before all of the run was done. */
    static Losses of(RunPlan plan, Crew crew) {
        return new Losses(plan, crew.casualties().toList());
    }

    /** Also those that are waited for no longer. */
    static Losses atDeadline(RunPlan plan, Crew crew) {
        return new Losses(plan, crew.missing().toList());
    }

    /** Whether the others go on, of which there must be one. */
    boolean areBorne() {
        return plan.lenience().continuesOnLoss() && !casualties.isEmpty() && casualties.size() < plan.runners();
    }

    /** Indexes of the runners of which nothing counts. */
    Set<Integer> leftOut() {
        return areBorne() ? casualties.stream().map(Casualty::runner).collect(Collectors.toSet()) : Set.of();
    }

    /** How a run ends whose others have come to this end. */
    RunEnd reduced(RunEnd end) {
        return areBorne() ? new RunEnd.Reduced(end, leftOut(), words()) : end;
    }

    /** Who was lost, and how. */
    String words() {
        int more = casualties.size() - 1;
        return casualties.getFirst().what() + (more == 0 ? "" : "; and " + more + " more");
    }
}
