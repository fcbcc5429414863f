package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.schedule.ScenarioMix;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The runners on which some user may take a row of a feeder that all runners share: rows are dealt to these in turn, so that none
 * waits for ever on a runner where nobody wants it.
 */
final class Takers {
    /** Of a larger population every runner has users of every scenario that is ever chosen. */
    private static final int MOST_USERS_ASKED = 100_000;

    /** By runner, how many of the takers come before it. */
    private final int[] before;

    private final int count;

    private Takers(int runners, BitSet taking) {
        if (taking.isEmpty()) {
            taking.set(0, runners);
        }
        before = new int[runners];
        for (int runner = 1; runner < runners; runner++) {
            before[runner] = before[runner - 1] + (taking.get(runner - 1) ? 1 : 0);
        }
        count = taking.cardinality();
    }

    /** @param uses whether the users of the scenario at this index may take a row */
    static Takers of(RunPlan plan, IntPredicate uses) {
        var taking = new BitSet(plan.runners());
        for (Phase phase : plan.phases()) {
            var mix = new ScenarioMix(plan.scenarios(), phase.scenarios(), plan.seed());
            switch (phase.load()) {
                case LoadShape.Open open -> {
                    for (int scenario = 0; scenario < plan.scenarios().size(); scenario++) {
                        boolean chosen = phase.scenarios().isEmpty()
                                || phase.scenarios()
                                        .contains(plan.scenarios().get(scenario).name());
                        taking.set(0, chosen && uses.test(scenario) ? plan.runners() : 0);
                    }
                }
                case LoadShape.Closed closed -> {
                    int users = Math.min(closed.mostUsers(), MOST_USERS_ASKED);
                    for (int user = 0; user < users && taking.cardinality() < plan.runners(); user++) {
                        taking.set(
                                user % plan.runners(),
                                taking.get(user % plan.runners()) || uses.test(mix.ofUser(user)));
                    }
                }
            }
        }
        return new Takers(plan.runners(), taking);
    }

    /** Whether one runner takes all rows. */
    boolean isOne() {
        return count == 1;
    }

    /**
     * The place, in the order of all rows, of the one that a runner takes after it has taken so many.
     *
     * @param share any part of the runner's slice of the test
     */
    long place(Slice share, long taken) {
        return before[share.offset() % before.length] + taken * count;
    }
}
