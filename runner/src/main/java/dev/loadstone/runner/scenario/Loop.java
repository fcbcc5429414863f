package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.Behaviour.Next;
import org.jspecify.annotations.Nullable;

/** The two steps of a loop: the first is done once, the second before each pass. */
sealed interface Loop extends Op {
    /** Begins it. */
    record Enter(Repetition repetition) implements Loop {
        @Override
        public @Nullable Next perform(Walk walk) {
            repetition.begin(walk, walk.enterLoop());
            return null;
        }
    }

    /** Does the flow and comes back, or goes on. */
    record Again(Repetition repetition, Entry flow) implements Loop {
        @Override
        public @Nullable Next perform(Walk walk) {
            Round round = walk.round();
            if (repetition.again(walk, round)) {
                round.passes++;
                walk.callAndComeBack(flow.at());
            } else {
                walk.leaveLoop();
            }
            return null;
        }
    }
}
