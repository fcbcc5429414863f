package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ThresholdSpec;
import dev.loadstone.protocol.Threshold.Metric;
import org.jspecify.annotations.Nullable;

/** What a threshold is called that has no name. */
final class ThresholdNames {
    private ThresholdNames() {}

    static String of(ThresholdSpec spec, Metric metric, @Nullable String custom) {
        var name = new StringBuilder(what(spec, metric, custom));
        append(name, " of ", spec.check());
        append(name, " of ", spec.request());
        append(name, " of ", spec.group());
        append(name, " in scenario ", spec.scenario());
        append(name, " in phase ", spec.phase());
        append(name, " in every ", spec.window());
        return name.toString();
    }

    private static void append(StringBuilder name, String before, @Nullable String what) {
        if (what != null) {
            name.append(before).append(what);
        }
    }

    private static String what(ThresholdSpec spec, Metric metric, @Nullable String custom) {
        return switch (metric) {
            case RESPONSE_TIME -> spec.stat() + " response time";
            case SERVICE_TIME -> spec.stat() + " service time";
            case TIME_TO_FIRST_BYTE -> spec.stat() + " time to first byte";
            case CONNECT_TIME -> spec.stat() + " connect time";
            case ITERATION_TIME -> spec.stat() + " iteration time";
            case GROUP_TIME -> spec.stat() + " time";
            case ERROR_RATE -> "error rate";
            case CHECK_RATE -> "check rate";
            case REQUEST_RATE -> "request rate";
            case ARRIVALS_KEPT -> "arrivals kept";
            case IN_FLIGHT -> "users at work";
            case APDEX -> "apdex";
            case CUSTOM -> spec.stat() == null ? String.valueOf(custom) : spec.stat() + " of " + custom;
        };
    }
}
