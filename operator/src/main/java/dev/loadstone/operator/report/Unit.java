package dev.loadstone.operator.report;

import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.Threshold;
import java.util.Map;

/** What a figure is counted in. */
public enum Unit {
    MICROSECONDS("microseconds"),
    RATIO("ratio"),
    PER_SECOND("perSecond"),
    USERS("users"),
    /** From 0 to 1, and no share. */
    SCORE("score"),
    NUMBER("number");

    private final String word;

    Unit(String word) {
        this.word = word;
    }

    /** The word in a report. */
    public String word() {
        return word;
    }

    /** @param kinds of the test's own metrics, by name */
    public static Unit of(Threshold threshold, Map<String, MetricKind> kinds) {
        return switch (threshold.metric()) {
            case RESPONSE_TIME, SERVICE_TIME, TIME_TO_FIRST_BYTE, CONNECT_TIME, ITERATION_TIME, GROUP_TIME ->
                MICROSECONDS;
            case ERROR_RATE, CHECK_RATE, ARRIVALS_KEPT -> RATIO;
            case REQUEST_RATE -> PER_SECOND;
            case IN_FLIGHT -> USERS;
            case APDEX -> SCORE;
            case CUSTOM -> kinds.get(threshold.custom()) == MetricKind.RATE ? RATIO : NUMBER;
        };
    }
}
