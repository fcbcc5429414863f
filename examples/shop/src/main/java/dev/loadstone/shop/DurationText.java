package dev.loadstone.shop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a manifest writes them: {@code 250ms}, {@code 20s}, {@code 1m30s}. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,4})m)?(?:(\\d{1,5})s)?(?:(\\d{1,8})ms)?");

    private DurationText() {}

    /** @throws IllegalArgumentException where the text is no duration */
    static long millis(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration; write 250ms, 20s or 1m30s");
        }
        return part(matcher, 1) * 60_000 + part(matcher, 2) * 1_000 + part(matcher, 3);
    }

    static String of(long millis) {
        return millis + "ms";
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
