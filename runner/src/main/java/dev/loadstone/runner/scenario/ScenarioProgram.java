package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.Behaviour.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user does in a scenario: its parts and the flows that they call, one after the other in one list. */
public final class ScenarioProgram {
    /** Where the first op stands, at which a part is over. */
    private static final int END = 0;

    private final String name;
    private final List<Op> ops;
    private final boolean[] countsFrom;
    private final @Nullable PartProgram[] parts = new PartProgram[Part.values().length];

    /**
     * A part.
     *
     * @param entry where it begins
     * @param feeders indexes of those that it may take a row of
     */
    record PartProgram(int entry, int[] feeders) {}

    ScenarioProgram(String name, List<Op> ops, boolean[] countsFrom, Map<Part, PartProgram> parts) {
        this.name = name;
        this.ops = List.copyOf(ops);
        this.countsFrom = countsFrom;
        parts.forEach((part, program) -> this.parts[part.ordinal()] = program);
    }

    public String name() {
        return name;
    }

    /** The request that an iteration begins with, where that is known ahead and nothing comes before it. */
    public Optional<Request> firstRequest() {
        return firstRequest(Part.ITERATION);
    }

    /** The request that a part begins with, where that is known ahead and nothing comes before it. */
    public Optional<Request> firstRequest(Part part) {
        int at = has(part) ? part(part).entry() : END;
        while (true) {
            switch (ops.get(at)) {
                case Flowing.Send(Request request) -> {
                    return Optional.of(request);
                }
                case Flowing.Call(Entry flow) -> at = flow.at();
                case Flowing.Open open -> at++;
                case Op other -> {
                    return Optional.empty();
                }
            }
        }
    }

    boolean has(Part part) {
        return parts[part.ordinal()] != null;
    }

    PartProgram part(Part part) {
        PartProgram found = parts[part.ordinal()];
        if (found == null) {
            throw new IllegalStateException("scenario " + name + " has no " + part);
        }
        return found;
    }

    /** Whether some part of it may take a row of the feeder at this index. */
    boolean takesOf(int feeder) {
        return Arrays.stream(parts)
                .filter(Objects::nonNull)
                .flatMapToInt(part -> Arrays.stream(part.feeders()))
                .anyMatch(taken -> taken == feeder);
    }

    Op op(int at) {
        return ops.get(at);
    }

    int end() {
        return END;
    }

    /** Whether from this op to the end of its flow something may come that is counted: a request, a group's end, a metric. */
    boolean countsFrom(int at) {
        return countsFrom[at];
    }
}
