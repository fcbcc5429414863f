package dev.loadstone.operator.plan;

import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan, or everything that is wrong with the spec. */
public sealed interface PlanResult {
    /**
     * The spec is sound.
     *
     * @param sizing how {@code runners.auto} came to the number of runners; null without it
     */
    record Planned(RunPlan plan, @Nullable String sizing) implements PlanResult {
        public Planned {
            Objects.requireNonNull(plan, "plan is null");
        }
    }

    /** The spec can't be planned; there is at least one problem, in the order of the spec. */
    record Refused(List<Problem> problems) implements PlanResult {
        private static final int SHOWN = 3;

        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("refused for nothing");
            }
        }

        /** For a status: how many problems there are, and the first few. */
        public String message() {
            String first = problems.stream().limit(SHOWN).map(Problem::toString).collect(Collectors.joining("; "));
            String count = problems.size() == 1 ? "1 error" : problems.size() + " errors";
            return count + ": " + first
                    + (problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : "");
        }
    }
}
