package dev.loadstone.operator.plan;

import dev.loadstone.protocol.Threshold.Metric;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the limit of a threshold in the unit of its metric. */
final class Limits {
    private static final Pattern RATIO = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?%");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(?: ?/ ?s)?");

    private Limits() {}

    /**
     * Microseconds, a ratio from 0 to 1, or a rate per second.
     *
     * @throws IllegalArgumentException says how the limit of this metric is written
     */
    static double parse(Metric metric, String text) {
        return switch (metric) {
            case RESPONSE_TIME, SERVICE_TIME -> time(metric, text);
            case ERROR_RATE, CHECK_RATE -> ratio(metric, text);
            case REQUEST_RATE -> rate(metric, text);
            default -> throw new IllegalArgumentException(metric.word());
        };
    }

    private static double time(Metric metric, String text) {
        if (text.matches("[0-9.]+")) {
            throw new IllegalArgumentException(
                    text + " has no unit; " + metric.word() + " is a time: write " + text + "ms or " + text + "s");
        }
        return Durations.micros(text);
    }

    private static double ratio(Metric metric, String text) {
        Matcher matcher = RATIO.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no share; " + metric.word() + " is a percentage: write 1% or 0.5%");
        }
        // In decimal: 99.9 / 100 in binary is not what 0.999 is.
        BigDecimal ratio = new BigDecimal(matcher.group(1)).movePointLeft(2);
        if (ratio.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(text + " is more than everything; write 0% to 100%");
        }
        return ratio.doubleValue();
    }

    private static double rate(Metric metric, String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no rate; " + metric.word() + " is in requests per second: write 500 or 500/s");
        }
        return Double.parseDouble(matcher.group(1));
    }
}
