package dev.loadstone.operator.observe;

import dev.loadstone.operator.measure.PlanSteps;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests of a run that have series of their own: the first ones of its plan, so that none changes its place in mid-run.
 *
 * @param shown all others are told of together
 */
record RequestNames(Set<String> shown) {
    static final String OTHER = "other";

    RequestNames {
        shown = Set.copyOf(shown);
    }

    static RequestNames of(RunPlan plan, int most) {
        SequencedSet<String> names = new LinkedHashSet<>();
        plan.scenarios().stream()
                .flatMap(scenario -> PlanSteps.of(scenario, plan).stream())
                .flatMap(step -> step instanceof HttpStep http ? Stream.of(http.name()) : Stream.empty())
                .forEach(names::add);
        return new RequestNames(names.stream().limit(most).collect(Collectors.toSet()));
    }

    /** One series a name, whatever the phase and scenario. */
    Map<String, RequestSeries> together(Collection<RequestSeries> series) {
        var sums = new TreeMap<String, RequestSeries>();
        series.forEach(each -> sums.merge(
                shown.contains(each.key().request()) ? each.key().request() : OTHER, each, RequestSeries::plus));
        return sums;
    }
}
