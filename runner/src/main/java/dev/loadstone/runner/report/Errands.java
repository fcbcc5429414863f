package dev.loadstone.runner.report;

import dev.loadstone.protocol.Errand;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the runner was told to do once for the whole test: commands come again with every answer, but nothing is done twice. */
final class Errands {
    private final Set<Errand.Kind> begun = EnumSet.noneOf(Errand.Kind.class);
    private @Nullable Errand latest;

    /** @return whether it is to be done now */
    boolean begin(Errand.Kind kind) {
        if (!begun.add(kind)) {
            return false;
        }
        latest = new Errand(kind, Errand.State.UNDERWAY, "", Map.of());
        return true;
    }

    void ended(Errand errand) {
        latest = errand;
    }

    boolean isUnderway() {
        return latest != null && latest.state() == Errand.State.UNDERWAY;
    }

    /** Null before the first one. */
    @Nullable
    Errand latest() {
        return latest;
    }
}
