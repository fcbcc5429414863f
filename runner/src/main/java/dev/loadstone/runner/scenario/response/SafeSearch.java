package dev.loadstone.runner.scenario.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for a pattern in what a server sent. A pattern that is too deep for the text, or goes over it again and again, finds
 * nothing: it must not take the event loop with it.
 */
final class SafeSearch {
    private static final long MOST_READS = 20_000_000;

    private SafeSearch() {}

    /** Whether some part of it, as UTF-8, matches. */
    static boolean finds(Pattern pattern, Snapshot text) {
        return finds(pattern, new String(text.bytes(), text.start(), text.end() - text.start(), UTF_8));
    }

    /** Whether some part matches. */
    static boolean finds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Metered(text)).find();
        } catch (StackOverflowError | TooLongException e) {
            // The JDK matches repeated groups by recursion.
            return false;
        }
    }

    /** This group of all matches; where it took no part in one, an empty text. */
    static List<String> all(Pattern pattern, int group, Snapshot text) {
        var found = new ArrayList<String>();
        try {
            Matcher matcher = pattern.matcher(
                    new Metered(new String(text.bytes(), text.start(), text.end() - text.start(), UTF_8)));
            while (matcher.find()) {
                String match = matcher.group(group);
                found.add(match == null ? "" : match);
            }
        } catch (StackOverflowError | TooLongException e) {
            return List.of();
        }
        return found;
    }

    /** A text that can be read only so often. */
    private static final class Metered implements CharSequence {
        private final String text;
        private long left = MOST_READS;

        Metered(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) {
                throw new TooLongException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLongException() {
            super("the pattern takes too long", null, false, false);
        }
    }
}
