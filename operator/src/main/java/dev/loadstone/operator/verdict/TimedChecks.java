package dev.loadstone.operator.verdict;

import dev.loadstone.operator.measure.PlanSteps;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells checks of how long a response took from those of what it said. */
final class TimedChecks {
    private final Map<String, List<Check>> byRequest;

    private TimedChecks(Map<String, List<Check>> byRequest) {
        this.byRequest = byRequest;
    }

    static TimedChecks of(RunPlan plan) {
        return new TimedChecks(plan.scenarios().stream()
                .flatMap(scenario -> PlanSteps.of(scenario, plan).stream())
                .map(step -> step instanceof HttpStep http ? http : null)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(
                        HttpStep::name,
                        Collectors.flatMapping(
                                http -> http.checks().stream().filter(each -> isTimed(each.expectation())),
                                Collectors.toList()))));
    }

    private static boolean isTimed(Expectation expectation) {
        return switch (expectation) {
            case Expectation.WithinTime _ -> true;
            case Expectation.Holds(String condition) -> condition.contains("timeMillis");
            case Expectation.Status _,
                    Expectation.Json _,
                    Expectation.BodyContains _,
                    Expectation.BodyMatches _,
                    Expectation.Header _,
                    Expectation.ContentType _ -> false;
        };
    }

    /** How often such checks failed; only the one of this name where it is not null. */
    long failures(RequestSeries series, @Nullable String check) {
        return byRequest.getOrDefault(series.key().request(), List.of()).stream()
                .map(Check::name)
                .distinct()
                .filter(name -> check == null || name.equals(check))
                .filter(series.checks()::containsKey)
                .mapToLong(name -> series.checks().get(name).failed())
                .sum();
    }

    /** Whether a request of this name fails where it takes too long. */
    boolean mayFail(String request) {
        return byRequest.getOrDefault(request, List.of()).stream().anyMatch(Check::fatal);
    }
}
