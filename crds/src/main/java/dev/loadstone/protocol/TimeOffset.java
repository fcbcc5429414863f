package dev.loadstone.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how far a time is from now: {@code +1h30m}, {@code -2d}, {@code 500ms}. */
final class TimeOffset {
    private static final Pattern WHOLE = Pattern.compile("[+-]?([0-9]{1,9}(ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

    private TimeOffset() {}

    /** @throws IllegalArgumentException says how an offset is written */
    static long millis(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no offset; write +1h, -30m, 2d or 500ms");
        }
        long sum = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = Math.addExact(sum, Long.parseLong(part.group(1)) * unitMillis(part.group(2)));
        }
        return text.startsWith("-") ? -sum : sum;
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
