package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Slice;
import java.util.Objects;

/** Which rows of the plan's feeders the users of one event loop take. */
public final class Feeding {
    private final Program program;
    private final Slice share;

    /** @param share the event loop's part of the whole test */
    public Feeding(Program program, Slice share) {
        this.program = Objects.requireNonNull(program);
        this.share = Objects.requireNonNull(share);
    }
}
