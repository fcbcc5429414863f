package dev.loadstone.operator.verdict;

import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.protocol.Counts;

/** Tells of iterations that could not go on, though maybe no request failed. */
final class Stumbles {
    private Stumbles() {}

    /** A sentence that begins with a space: {@code  18 of 20 iterations did not get to their end ("...": 18).}. */
    static String sentence(Results results) {
        long stumbled = results.iterationErrors().values().stream().reduce(0L, Math::addExact);
        return stumbled == 0
                ? ""
                : " Warning: " + Figures.count(stumbled) + " of "
                        + Phrases.counted(results.iterationCounts().ended(), "iteration")
                        + " did not get to their end ("
                        + Phrases.stumbles(results.iterationErrors()) + ").";
    }

    /** Iterations that are longer than the run tell nothing, so those that failed have to be more. */
    static boolean all(Results results) {
        Counts iterations = results.iterationCounts();
        return iterations.completed() == 0 && iterations.failed() > iterations.incomplete();
    }

    static String allFailed(Results results) {
        String errors = Phrases.errors(results.errors());
        return "Not one of " + Phrases.counted(results.iterationCounts().ended(), "iteration")
                + " completed as expected"
                + (errors.isEmpty() ? "" : " (requests: " + errors + ")")
                + "; look at what the test asks of the target, and at what the target answered.";
    }
}
