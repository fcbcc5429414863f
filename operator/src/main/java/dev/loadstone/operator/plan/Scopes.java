package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.PhaseSpec;
import dev.loadstone.api.v1alpha1.ThresholdSpec;
import dev.loadstone.operator.measure.Spans;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Threshold.Metric;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a threshold can be of.
 *
 * @param scenarios names of all
 * @param specs of the phases: pauses, too
 * @param phases as they are planned
 */
record Scopes(Census census, Set<String> scenarios, List<PhaseSpec> specs, List<Phase> phases) {

    void check(ThresholdSpec spec, Metric metric, @Nullable String custom, Place place) {
        String scenario = spec.scenario();
        boolean known = scenario == null || scenarios.contains(scenario);
        if (!known) {
            place.field("scenario").wrong(Names.unknown("scenario", scenario, scenarios));
        }
        String of = known ? scenario : null;
        if (of != null) {
            checkPart(of, spec.phase(), place.field("scenario"));
        }
        if (scenario != null && metric == Metric.IN_FLIGHT) {
            place.field("scenario").wrong("inFlight counts the users of all scenarios; leave it out");
        }
        if (spec.phase() != null) {
            checkPhase(spec.phase(), place.field("phase"));
        }
        if (spec.phase() != null && metric == Metric.IN_FLIGHT) {
            checkAlone(spec.phase(), place.field("phase"));
        }
        if (custom != null && !census.metrics(of).contains(custom)) {
            place.field("metric").wrong(Names.unknown("metric" + in(of), custom, census.metrics(of)));
        }
        if (spec.group() != null
                && metric == Metric.GROUP_TIME
                && !census.groups(of).contains(spec.group())) {
            place.field("group").wrong(Names.unknown("group" + in(of), spec.group(), census.groups(of)));
        }
        checkRequest(spec, metric, of, place);
    }

    /** The most whole seconds in a row that are measured of a phase and a scenario, or of all; 0 where that can't be said. */
    long measuredSeconds(@Nullable String phase, @Nullable String scenario) {
        return Spans.measured(phases, phase, scenario).longestSeconds();
    }

    private void checkPart(String scenario, @Nullable String phase, Place place) {
        List<Phase> measured = phases.stream()
                .filter(each -> !each.warmup() && (phase == null || each.name().equals(phase)))
                .toList();
        if (!measured.isEmpty()
                && measured.stream()
                        .noneMatch(each ->
                                each.scenarios().isEmpty() || each.scenarios().contains(scenario))) {
            place.wrong("no user does scenario " + scenario + " in "
                    + (phase == null ? "a measured phase" : "phase " + phase) + ": nothing would be measured");
        }
    }

    private void checkAlone(String name, Place place) {
        List<Phase> meant =
                phases.stream().filter(each -> each.name().equals(name)).toList();
        phases.stream()
                .filter(each -> meant.stream()
                        .anyMatch(other -> each != other
                                && each.startMillis() < other.endMillis()
                                && other.startMillis() < each.endMillis()))
                .findFirst()
                .ifPresent(each -> place.wrong("inFlight counts the users of all phases, and users of phase "
                        + each.name() + " are at work at the same time; leave phase out"));
    }

    private void checkPhase(String name, Place place) {
        PhaseSpec phase = specs.stream()
                .filter(each -> name.equals(each.name()))
                .findFirst()
                .orElse(null);
        if (phase == null) {
            Set<String> names = specs.stream()
                    .filter(each -> each.pause() == null && !each.warmup() && each.name() != null)
                    .map(PhaseSpec::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            place.wrong(Names.unknown("phase", name, names));
        } else if (phase.warmup() || phase.pause() != null) {
            place.wrong("phase " + name + " is a " + (phase.warmup() ? "warm-up" : "pause") + ": nothing is measured");
        }
    }

    private void checkRequest(ThresholdSpec spec, Metric metric, @Nullable String scenario, Place place) {
        String request = spec.request();
        List<HttpStep> requests = census.requests(scenario);
        Set<String> names = requests.stream().map(HttpStep::name).collect(Collectors.toCollection(TreeSet::new));
        if (request != null && !ofRequests(metric)) {
            place.field("request").wrong(spec.metric() + " is not of a request; leave it out");
        } else if (request != null && !names.contains(request)) {
            place.field("request").wrong(Names.unknown("request" + in(scenario), request, names));
        } else {
            checkChecks(
                    spec,
                    metric,
                    requests.stream()
                            .filter(each -> request == null || each.name().equals(request))
                            .flatMap(each -> each.checks().stream())
                            .map(Check::name)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    place);
        }
    }

    private static void checkChecks(ThresholdSpec spec, Metric metric, Set<String> checks, Place place) {
        String in = in(spec.scenario());
        String request = spec.request();
        if (metric != Metric.CHECK_RATE) {
            if (spec.check() != null) {
                place.field("check").wrong("check goes with checkRate");
            }
        } else if (checks.isEmpty()) {
            place.field("metric")
                    .wrong("checkRate counts checks, and " + (request == null ? "no request" : request) + in + " has "
                            + (request == null ? "one" : "none"));
        } else if (spec.check() != null && !checks.contains(spec.check())) {
            place.field("check").wrong(Names.unknown("check", spec.check(), checks));
        }
    }

    private static boolean ofRequests(Metric metric) {
        return switch (metric) {
            case RESPONSE_TIME,
                    SERVICE_TIME,
                    TIME_TO_FIRST_BYTE,
                    CONNECT_TIME,
                    ERROR_RATE,
                    CHECK_RATE,
                    REQUEST_RATE,
                    APDEX -> true;
            case ITERATION_TIME, GROUP_TIME, ARRIVALS_KEPT, IN_FLIGHT, CUSTOM -> false;
        };
    }

    private static String in(@Nullable String scenario) {
        return scenario == null ? "" : " in scenario " + scenario;
    }
}
