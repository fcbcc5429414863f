package dev.loadstone.operator.measure;

import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Threshold;
import org.jspecify.annotations.Nullable;

/** Which part of what was measured a figure is of; what is null selects nothing out. */
public record Selection(
        @Nullable String request,
        @Nullable String scenario,
        @Nullable String phase,
        @Nullable String group,
        @Nullable String check,
        @Nullable String metric) {
    /** Everything. */
    public static final Selection ALL = new Selection(null, null, null, null, null, null);

    /** What a threshold is about. */
    public static Selection of(Threshold threshold) {
        return new Selection(
                threshold.request(),
                threshold.scenario(),
                threshold.phase(),
                threshold.group(),
                threshold.check(),
                threshold.custom());
    }

    /** What was due in the phase of this name. */
    public static Selection ofPhase(String phase) {
        return new Selection(null, null, phase, null, null, null);
    }

    boolean takes(RequestSeries series) {
        return matches(request, series.key().request())
                && matches(scenario, series.key().scenario())
                && matches(phase, series.key().phase());
    }

    boolean takes(IterationSeries series) {
        return matches(scenario, series.scenario()) && matches(phase, series.phase());
    }

    boolean takes(GroupSeries series) {
        return matches(group, series.group()) && matches(scenario, series.scenario()) && matches(phase, series.phase());
    }

    boolean takes(MetricSeries series) {
        return matches(metric, series.metric())
                && matches(scenario, series.scenario())
                && matches(phase, series.phase());
    }

    boolean takesCheck(String name) {
        return matches(check, name);
    }

    private static boolean matches(@Nullable String wanted, String name) {
        return wanted == null || wanted.equals(name);
    }
}
