package dev.loadstone.operator.workload;

import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.operator.plan.RunnerShare;
import java.util.List;
import java.util.stream.IntStream;

/** How the runners of a run are shared out: the same whenever it is asked for. */
final class Parts {
    private Parts() {}

    static List<Part> of(RunnersSpec spec, int runners) {
        List<RunnerShare> shares = RunnerShare.deal(spec.distribution(), runners);
        return shares.isEmpty()
                ? List.of(Part.whole(runners))
                : IntStream.range(0, shares.size())
                        .filter(index -> shares.get(index).count() > 0)
                        .mapToObj(index -> part(index + 1, shares.get(index)))
                        .toList();
    }

    private static Part part(int number, RunnerShare share) {
        return new Part(
                number,
                share.part().name(),
                share.first(),
                share.count(),
                share.part().nodeSelector());
    }
}
