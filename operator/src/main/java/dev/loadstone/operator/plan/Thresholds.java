package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.Severity;
import dev.loadstone.api.v1alpha1.ThresholdSpec;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans {@code spec.thresholds}; one without a name is named after what it limits. */
final class Thresholds {
    private final List<HttpStep> requests;

    private Thresholds(List<HttpStep> requests) {
        this.requests = requests;
    }

    static List<Threshold> plan(List<ThresholdSpec> specs, List<Scenario> scenarios, Place place) {
        List<HttpStep> requests = scenarios.stream()
                .flatMap(scenario -> scenario.steps().stream())
                .filter(HttpStep.class::isInstance)
                .map(HttpStep.class::cast)
                .toList();
        var thresholds = new Thresholds(requests);
        var names = new Names();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < specs.size(); i++) {
            String name = specs.get(i).name();
            if (name != null) {
                names.take(name, place.element(i));
                used.add(name);
            }
        }
        var planned = new ArrayList<Threshold>();
        for (int i = 0; i < specs.size(); i++) {
            ThresholdSpec spec = specs.get(i);
            Place here = place.element(i);
            here.parsed(true, () -> planned.add(thresholds.threshold(spec, used, here)));
        }
        return planned;
    }

    private Threshold threshold(ThresholdSpec spec, Set<String> usedNames, Place place) {
        var metric = metric(spec.metric());
        String word = spec.stat();
        Statistic stat =
                word == null ? null : place.field("stat").parsed(new Statistic.Max(), () -> Statistic.parse(word));
        Double max = limit(metric, spec.max(), place.field("max"));
        Double min = limit(metric, spec.min(), place.field("min"));
        if (max != null && min != null && min > max) {
            place.wrong("min " + spec.min().getValue() + " is above max "
                    + spec.max().getValue());
        }
        checkRequest(spec.request(), metric, place);
        boolean fatal = spec.severity() == Severity.FAIL;
        if (spec.abort() && !fatal) {
            place.field("abort")
                    .wrong("a threshold of severity Warn changes nothing; with abort it is of severity Fail");
        }
        String name = spec.name() == null ? Names.unique(name(spec, metric), usedNames) : spec.name();
        return new Threshold(name, metric, stat, spec.request(), max, min, spec.minSamples(), fatal, spec.abort());
    }

    private static @Nullable Double limit(Metric metric, @Nullable IntOrString limit, Place place) {
        return limit == null ? null : place.parsed(0.0, () -> Limits.parse(metric, String.valueOf(limit.getValue())));
    }

    private void checkRequest(@Nullable String request, Metric metric, Place place) {
        Set<String> known = requests.stream().map(HttpStep::name).collect(Collectors.toCollection(TreeSet::new));
        if (request != null && !known.contains(request)) {
            place.field("request").wrong(Names.unknown("request", request, known));
        } else if (metric == Metric.CHECK_RATE
                && requests.stream()
                        .filter(each -> request == null || each.name().equals(request))
                        .allMatch(each -> each.checks().isEmpty())) {
            place.field("metric")
                    .wrong("checkRate counts checks, and " + (request == null ? "no request" : request) + " has "
                            + (request == null ? "one" : "none"));
        }
    }

    private static Metric metric(String word) {
        return java.util.Arrays.stream(Metric.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    private static String name(ThresholdSpec spec, Metric metric) {
        String what =
                switch (metric) {
                    case RESPONSE_TIME -> spec.stat() + " response time";
                    case SERVICE_TIME -> spec.stat() + " service time";
                    case ERROR_RATE -> "error rate";
                    case CHECK_RATE -> "check rate";
                    case REQUEST_RATE -> "request rate";
                    default -> metric.word();
                };
        return spec.request() == null ? what : what + " of " + spec.request();
    }
}
