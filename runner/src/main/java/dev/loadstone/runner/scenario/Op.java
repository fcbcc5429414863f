package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.Behaviour.Next;
import org.jspecify.annotations.Nullable;

/** One thing that a user does. */
interface Op {
    /**
     * Does it. The walk stands at the op after it already, and is moved where it goes on elsewhere.
     *
     * @return null where the user goes on at once
     * @throws IllegalStateException says why it can't be done
     */
    @Nullable
    Next perform(Walk walk);
}
