package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.json.JsonMatches;
import org.jspecify.annotations.Nullable;

/** How far a user is in a loop. */
final class Round {
    /** Passes that are done, or begun. */
    long passes;

    long mostPasses;
    long endNanos;
    byte @Nullable [] list;

    @Nullable
    JsonMatches elements;

    void clear() {
        passes = 0;
        mostPasses = 0;
        endNanos = 0;
        list = null;
        elements = null;
    }
}
