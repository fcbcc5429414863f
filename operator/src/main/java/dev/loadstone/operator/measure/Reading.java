package dev.loadstone.operator.measure;

import dev.loadstone.protocol.Threshold;

/**
 * A figure and what it rests on.
 *
 * @param value in the unit of its metric
 */
public record Reading(double value, long samples) {
    /** Nothing was measured. */
    public static final Reading NONE = new Reading(0, 0);

    /** Whether it is beyond a limit. */
    public boolean misses(Threshold threshold) {
        return excess(threshold) > 0;
    }

    /** How far it is beyond the nearest limit, in the unit of the metric; below zero within them. */
    double excess(Threshold threshold) {
        Double max = threshold.max();
        Double min = threshold.min();
        return Math.max(
                max == null ? Double.NEGATIVE_INFINITY : value - max,
                min == null ? Double.NEGATIVE_INFINITY : min - value);
    }
}
