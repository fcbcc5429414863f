package dev.loadstone.operator.collect;

import dev.loadstone.protocol.Answer;
import java.util.Map;
import java.util.Objects;

/**
 * What the runners of a run are told.
 *
 * @param errands what those of these indexes are told in place of it
 */
record Orders(Answer.Command command, Map<Integer, Answer.Command> errands) {
    Orders {
        Objects.requireNonNull(command, "command is null");
        errands = Map.copyOf(errands);
    }

    Answer.Command of(int runner) {
        return errands.getOrDefault(runner, command);
    }

    /** Whether others have errands, and this runner has none. */
    boolean areOfOthers(int runner) {
        return !errands.isEmpty() && !errands.containsKey(runner);
    }
}
