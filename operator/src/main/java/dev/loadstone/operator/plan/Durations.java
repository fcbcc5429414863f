package dev.loadstone.operator.plan;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations such as {@code 250ms}, {@code 1m30s} and {@code 0.5s}. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("\\G([0-9]{1,20}(?:\\.[0-9]{1,9})?)(us|ms|s|m|h)");
    private static final BigDecimal LONGEST_MICROS = new BigDecimal("1e15");

    private Durations() {}

    /** @throws IllegalArgumentException says what a duration looks like */
    public static long micros(String text) {
        Matcher matcher = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (matcher.find()) {
            sum = sum.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitMicros(matcher.group(2)))));
            end = matcher.end();
        }
        if (end == 0 || end < text.length()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration; write 250ms, 1m30s or 2h");
        }
        if (sum.compareTo(LONGEST_MICROS) > 0) {
            throw new IllegalArgumentException(text + " is too long");
        }
        return sum.longValue();
    }

    /** @throws IllegalArgumentException also for what is finer than a millisecond */
    public static long millis(String text) {
        long micros = micros(text);
        if (micros % 1000 != 0) {
            throw new IllegalArgumentException(text + " is finer than a millisecond");
        }
        return micros / 1000;
    }

    /** @throws IllegalArgumentException also for what is outside of these bounds, both allowed */
    public static long millis(String text, String least, String most) {
        long millis = millis(text);
        if (millis < millis(least) || millis > millis(most)) {
            throw new IllegalArgumentException(text + " is out of bounds; write " + least + " to " + most);
        }
        return millis;
    }

    private static long unitMicros(String unit) {
        return switch (unit) {
            case "us" -> 1L;
            case "ms" -> 1_000L;
            case "s" -> 1_000_000L;
            case "m" -> 60_000_000L;
            default -> 3_600_000_000L;
        };
    }
}
