package dev.loadstone.operator.loadtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose turn it is: fair over namespaces, and in a namespace in order. It depends on nothing but what the tests' statuses tell. */
final class Line {
    private final ToIntFunction<String> limits;
    private final Map<String, Lane> lanes;
    private final List<Claim> admitted;

    /**
     * @param limit of runs under way at one time; 0 for none
     * @param limits the same of a namespace in which somebody waits
     */
    Line(int limit, ToIntFunction<String> limits, Collection<Claim> claims) {
        this.limits = limits;
        this.lanes = new TreeMap<>();
        claims.stream()
                .collect(Collectors.groupingBy(Claim::namespace))
                .forEach((namespace, its) -> lanes.put(namespace, Lane.of(namespace, its)));
        this.admitted = begin(lanes, limit == 0 ? Integer.MAX_VALUE : limit - live(), this::hasRoom);
    }

    /** Those who may begin now. */
    List<Claim> admitted() {
        return List.copyOf(admitted);
    }

    /** The turn of one that waits. */
    Turn of(Claim claim) {
        if (admitted.contains(claim)) {
            return Turn.NOW;
        }
        Lane lane = lanes.get(claim.namespace());
        if (!hasRoom(lane)) {
            return later(lane.waiting(), claim, lane.live(), lane.namespace());
        }
        Map<String, Lane> others = new TreeMap<>(lanes);
        others.values().removeIf(each -> each.waiting().isEmpty() || !hasRoom(each));
        return later(begin(others, Integer.MAX_VALUE, _ -> true), claim, live(), null);
    }

    private static Turn later(List<Claim> queue, Claim claim, int underWay, @Nullable String namespace) {
        return new Turn.Later(queue.indexOf(claim) + 1, queue.size(), underWay, namespace);
    }

    private int live() {
        return lanes.values().stream().mapToInt(Lane::live).sum();
    }

    private boolean hasRoom(Lane lane) {
        int limit = limits.applyAsInt(lane.namespace());
        return limit == 0 || lane.live() < limit;
    }

    /** Lets these begin, one after the other, and says in which order they do. */
    private static List<Claim> begin(Map<String, Lane> lanes, int most, Predicate<Lane> open) {
        Predicate<Lane> next = each -> !each.waiting().isEmpty() && open.test(each);
        var turns = new PriorityQueue<>(Lane.ORDER);
        lanes.values().stream().filter(next).forEach(turns::add);
        var begun = new ArrayList<Claim>();
        while (begun.size() < most && !turns.isEmpty()) {
            Lane lane = turns.remove();
            begun.add(lane.next());
            Lane after = lane.after(begun.size());
            lanes.put(lane.namespace(), after);
            if (next.test(after)) {
                turns.add(after);
            }
        }
        return begun;
    }
}
