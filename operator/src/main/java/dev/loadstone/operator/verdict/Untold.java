package dev.loadstone.operator.verdict;

import dev.loadstone.operator.measure.Reading;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.Detail;
import dev.loadstone.protocol.Reduction;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Threshold;

/** Finds thresholds that ask for more than runners could leave behind: there neither a pass nor a failure would be known. */
final class Untold {
    private Untold() {}

    /** @param reading what is left of the threshold's figure, over the whole run */
    static boolean is(Threshold threshold, Reading reading, Report report) {
        Reduction left = report.reduction();
        if (left.detail() == Detail.WHOLE) {
            return false;
        }
        boolean named = threshold.request() != null || threshold.scenario() != null || threshold.phase() != null;
        return switch (threshold.metric()) {
            case RESPONSE_TIME -> named && !report.isNamed() || isNear(threshold, reading, left);
            case ERROR_RATE, REQUEST_RATE, ARRIVALS_KEPT -> named && !report.isNamed();
            case CHECK_RATE -> !report.isNamed();
            case SERVICE_TIME, TIME_TO_FIRST_BYTE, CONNECT_TIME, ITERATION_TIME, GROUP_TIME, APDEX, CUSTOM -> true;
            // The most users at work are told whatever else is left out.
            case IN_FLIGHT -> false;
        };
    }

    /** Whether the limit may be on either side of a percentile, of which only the bucket is known. */
    private static boolean isNear(Threshold threshold, Reading reading, Reduction left) {
        long micros = Math.round(reading.value());
        return threshold.stat() instanceof Statistic.Percentile
                && new Reading(left.lowest(micros), reading.samples()).misses(threshold)
                        != new Reading(left.highest(micros), reading.samples()).misses(threshold);
    }
}
