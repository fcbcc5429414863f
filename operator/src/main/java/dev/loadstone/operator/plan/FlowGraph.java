package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.FlowSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which flow calls which. Of two of one name the first counts; calls of flows that do not exist are left out. */
final class FlowGraph {
    private static final int DEEPEST = 20;
    private final Map<String, List<StepSpec>> steps = new LinkedHashMap<>();
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    FlowGraph(List<FlowSpec> flows) {
        for (int i = 0; i < flows.size(); i++) {
            String name = flows.get(i).name();
            if (name != null && steps.putIfAbsent(name, flows.get(i).steps()) == null) {
                indexes.put(name, i);
            }
        }
    }

    Set<String> names() {
        return new TreeSet<>(steps.keySet());
    }

    List<StepSpec> steps(String flow) {
        return steps.getOrDefault(flow, List.of());
    }

    /** The flows that these steps lead to, of whatever depth. */
    Set<String> reached(Collection<StepSpec> from) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String flow : called(open.remove())) {
                if (reached.add(flow)) {
                    open.addAll(steps(flow));
                }
            }
        }
        return reached;
    }

    /** A flow, and those that it leads to; nothing without one. */
    Set<String> from(@Nullable String flow) {
        var reached = new LinkedHashSet<String>();
        if (flow != null) {
            reached.add(flow);
            reached.addAll(reached(steps(flow)));
        }
        return reached;
    }

    /** These steps, and all that they lead to. */
    Stream<StepSpec> all(Collection<StepSpec> from) {
        return Stream.concat(from.stream(), reached(from).stream().flatMap(each -> steps(each).stream()));
    }

    /** Says of each flow that calls lead back to, and of calls that nest too deep. */
    void check(Place flows) {
        boolean circular = false;
        var known = new HashSet<Set<String>>();
        for (String flow : steps.keySet()) {
            Optional<List<String>> circle = circle(flow);
            if (circle.isPresent() && known.add(Set.copyOf(circle.get()))) {
                flows.element(indexes.getOrDefault(flow, 0))
                        .wrong("calls lead back to it: " + String.join(" -> ", circle.get()));
            }
            circular |= circle.isPresent();
        }
        if (!circular) {
            var longest = new HashMap<String, List<String>>();
            steps.keySet().stream()
                    .map(each -> longest(each, longest))
                    .max(Comparator.comparingInt(List::size))
                    .filter(each -> each.size() > DEEPEST)
                    .ifPresent(each -> flows.wrong("calls nest " + each.size() + " deep, at most " + DEEPEST
                            + " are possible: " + String.join(" -> ", each)));
        }
    }

    /** The shortest way from a flow back to it. */
    private Optional<List<String>> circle(String flow) {
        var ways = new ArrayDeque<List<String>>();
        var seen = new HashSet<String>();
        ways.add(List.of(flow));
        while (!ways.isEmpty()) {
            List<String> way = ways.remove();
            for (StepSpec step : steps(way.getLast())) {
                for (String next : called(step)) {
                    var longer = new ArrayList<>(way);
                    longer.add(next);
                    if (next.equals(flow)) {
                        return Optional.of(longer);
                    }
                    if (seen.add(next)) {
                        ways.add(longer);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The longest chain of calls from a flow on; there are no circles. */
    private List<String> longest(String flow, Map<String, List<String>> known) {
        List<String> before = known.get(flow);
        if (before != null) {
            return before;
        }
        var chain = new ArrayList<>(List.of(flow));
        steps(flow).stream()
                .flatMap(each -> called(each).stream())
                .map(each -> longest(each, known))
                .max(Comparator.comparingInt(List::size))
                .ifPresent(chain::addAll);
        known.put(flow, chain);
        return chain;
    }

    private List<String> called(StepSpec step) {
        return Call.of(step).stream().map(Call::flow).filter(steps::containsKey).toList();
    }
}
