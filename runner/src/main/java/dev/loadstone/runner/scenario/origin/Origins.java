package dev.loadstone.runner.scenario.origin;

import dev.loadstone.protocol.Target;
import java.util.List;

/** The servers that the plan's targets are. */
public final class Origins {
    private final List<Target> targets;
    private final List<Origin> origins;

    public Origins(List<Target> targets) {
        this.targets = List.copyOf(targets);
        origins = targets.stream().map(Origin::of).toList();
    }

    public List<Target> targets() {
        return targets;
    }

    /** @throws IllegalArgumentException where no target has the name */
    public int named(String name) {
        for (int i = 0; i < targets.size(); i++) {
            if (i == 0
                    ? name.isEmpty() || name.equals(targets.get(0).name())
                    : name.equals(targets.get(i).name())) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no target \"" + name + "\"");
    }

    public Origin of(int target) {
        return origins.get(target);
    }

    public boolean keepsCookies(int target) {
        return targets.get(target).cookies();
    }

    /** Index of a target at the origin, this one if it is; -1 where there is none. */
    public int find(Origin origin, int preferred) {
        if (origins.get(preferred).equals(origin)) {
            return preferred;
        }
        return origins.indexOf(origin);
    }
}
