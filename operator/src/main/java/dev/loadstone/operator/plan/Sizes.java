package dev.loadstone.operator.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes such as {@code 16Mi}. */
final class Sizes {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,11})(Ki|Mi|Gi)?");
    private static final long LARGEST = 1L << 40;

    private Sizes() {}

    /** @throws IllegalArgumentException says what a size looks like */
    static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no size; write 500Ki, 16Mi or 1Gi");
        }
        long number = Long.parseLong(matcher.group(1));
        int shift =
                switch (matcher.group(2)) {
                    case null -> 0;
                    case "Ki" -> 10;
                    case "Mi" -> 20;
                    default -> 30;
                };
        if (number > LARGEST >> shift) {
            throw new IllegalArgumentException(text + " is out of bounds; write 1 to 1024Gi");
        }
        return number << shift;
    }
}
