package dev.loadstone.operator.plan;

import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.Threshold.Metric;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the limit of a threshold in the unit of its metric. */
final class Limits {
    private static final Pattern RATIO = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?%");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(?: ?/ ?s)?");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,15})?");

    private Limits() {}

    /**
     * Microseconds, a ratio from 0 to 1, a rate per second, or a number.
     *
     * @param kind of a metric of the test's own; null for others
     * @param word what the metric is called
     * @throws IllegalArgumentException says how the limit of this metric is written
     */
    static double parse(Metric metric, @Nullable MetricKind kind, String word, String text) {
        return switch (metric) {
            case RESPONSE_TIME, SERVICE_TIME, TIME_TO_FIRST_BYTE, CONNECT_TIME, ITERATION_TIME, GROUP_TIME ->
                time(word, text);
            case ERROR_RATE, CHECK_RATE, ARRIVALS_KEPT -> ratio(word, text);
            case REQUEST_RATE -> rate(word, text);
            case IN_FLIGHT -> users(word, text);
            case APDEX -> apdex(text);
            case CUSTOM -> kind == MetricKind.RATE ? ratio(word, text) : number(word, text);
        };
    }

    private static double time(String word, String text) {
        if (text.matches("[0-9.]+")) {
            throw new IllegalArgumentException(
                    text + " has no unit; " + word + " is a time: write " + text + "ms or " + text + "s");
        }
        return Durations.micros(text);
    }

    private static double ratio(String word, String text) {
        Matcher matcher = RATIO.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no share; " + word + " is a percentage: write 1% or 0.5%");
        }
        // In decimal: 99.9 / 100 in binary is not what 0.999 is.
        BigDecimal ratio = new BigDecimal(matcher.group(1)).movePointLeft(2);
        if (ratio.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(text + " is more than everything; write 0% to 100%");
        }
        return ratio.doubleValue();
    }

    private static double rate(String word, String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no rate; " + word + " is in requests per second: write 500 or 500/s");
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static double users(String word, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no number of users; " + word + " counts those at work: write 500");
        }
        return Integer.parseInt(text);
    }

    private static double apdex(String text) {
        if (!text.matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no apdex, which is from 0 to 1: write \"0.85\", in quotes");
        }
        return Double.parseDouble(text);
    }

    private static double number(String word, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no number; " + word + " has no unit: write 500, or \"0.5\" in quotes");
        }
        return Double.parseDouble(text);
    }
}
