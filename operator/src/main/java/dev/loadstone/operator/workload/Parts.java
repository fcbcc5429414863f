package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.RunnersSpec;
import java.util.List;

/** How the runners of a run are shared out: the same whenever it is asked for. */
final class Parts {
    private Parts() {}

    static List<Part> of(RunnersSpec spec, int runners) {
        return List.of(Part.whole(runners));
    }
}
