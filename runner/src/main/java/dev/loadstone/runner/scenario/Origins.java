package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.Target;
import java.util.List;

/** The servers that the plan's targets are. */
final class Origins {
    private final List<Target> targets;
    private final List<Origin> origins;

    Origins(List<Target> targets) {
        this.targets = List.copyOf(targets);
        origins = targets.stream().map(Origin::of).toList();
    }

    List<Target> targets() {
        return targets;
    }

    /** @throws IllegalArgumentException where no target has the name */
    int named(String name) {
        for (int i = 0; i < targets.size(); i++) {
            if (i == 0
                    ? name.isEmpty() || name.equals(targets.get(0).name())
                    : name.equals(targets.get(i).name())) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no target \"" + name + "\"");
    }

    Origin of(int target) {
        return origins.get(target);
    }

    boolean keepsCookies(int target) {
        return targets.get(target).cookies();
    }

    /** Index of a target at the origin, this one if it is; {@link Behaviour#REFUSED} where there is none. */
    int find(Origin origin, int preferred) {
        if (origins.get(preferred).equals(origin)) {
            return preferred;
        }
        int found = origins.indexOf(origin);
        return found < 0 ? Behaviour.REFUSED : found;
    }
}
