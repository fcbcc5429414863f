package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.CaptureSpec;
import dev.loadstone.api.v1alpha1.ScenarioSpec;
import dev.loadstone.api.v1alpha1.StepSpec;
import dev.loadstone.api.v1alpha1.ThinkSpec;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans {@code spec.scenarios}. */
final class Scenarios {
    private static final String LONGEST_THINK = "24h";

    private Scenarios() {}

    static List<Scenario> plan(List<ScenarioSpec> specs, List<Variable> variables, Place place) {
        var sources = new HashMap<String, Variable.Source>();
        variables.forEach(each -> sources.put(each.name(), each.source()));
        Map<String, String> captures = captures(specs, place);
        var names = new Names();
        var planned = new ArrayList<Scenario>();
        for (int i = 0; i < specs.size(); i++) {
            ScenarioSpec spec = specs.get(i);
            Place here = place.element(i);
            if (!here.field("name").has(spec.name())) {
                continue;
            }
            names.take(spec.name(), here);
            List<Step> steps = steps(spec.steps(), here.field("steps"), new Scope(sources, captures));
            if (!steps.isEmpty()) {
                here.parsed(true, () -> planned.add(new Scenario(spec.name(), spec.weight(), steps)));
            }
        }
        if (specs.isEmpty()) {
            place.wrong("a test has at least one scenario");
        }
        return planned;
    }

    private static List<Step> steps(List<StepSpec> specs, Place place, Scope scope) {
        var planned = new ArrayList<Step>();
        for (int i = 0; i < specs.size(); i++) {
            StepSpec spec = specs.get(i);
            Place here = place.element(i);
            if ((spec.http() == null) == (spec.think() == null)) {
                here.wrong("a step has exactly one of http, think");
            } else if (spec.http() != null) {
                planned.add(Requests.plan(spec.http(), here.field("http"), scope));
            } else {
                planned.add(think(Objects.requireNonNull(spec.think()), here.field("think")));
            }
        }
        if (specs.stream().allMatch(each -> each.http() == null)) {
            place.wrong("a scenario has at least one http step; this one would make no load");
        }
        return planned;
    }

    private static ThinkStep think(ThinkSpec spec, Place place) {
        String duration = spec.duration();
        if (duration == null ? spec.min() == null || spec.max() == null : spec.min() != null || spec.max() != null) {
            place.wrong("think has either duration, or min and max");
            return new ThinkStep(0, 0);
        }
        long min = millis(duration == null ? spec.min() : duration, place.field(duration == null ? "min" : "duration"));
        long max = duration == null ? millis(spec.max(), place.field("max")) : min;
        if (min > max) {
            place.wrong("min " + spec.min() + " is above max " + spec.max());
        }
        return new ThinkStep(Math.min(min, max), max);
    }

    private static long millis(@Nullable String text, Place place) {
        return place.parsed(0L, () -> Durations.millis(Objects.requireNonNull(text), "0s", LONGEST_THINK));
    }

    private static Map<String, String> captures(List<ScenarioSpec> specs, Place place) {
        var paths = new HashMap<String, String>();
        for (int i = 0; i < specs.size(); i++) {
            List<StepSpec> steps = specs.get(i).steps();
            for (int j = 0; j < steps.size(); j++) {
                var http = steps.get(j).http();
                String path = place.element(i).field("steps").element(j).path();
                for (CaptureSpec capture : http == null ? List.<CaptureSpec>of() : http.capture()) {
                    paths.putIfAbsent(String.valueOf(capture.as()), path);
                }
            }
        }
        return paths;
    }
}
