package dev.loadstone.operator.plan;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads regular expressions. */
final class Regexes {
    private Regexes() {}

    /** @throws IllegalArgumentException says what is wrong, and at which character */
    static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "not a regular expression: " + e.getDescription() + " (at character " + (e.getIndex() + 1)
                            + " of \"" + regex + "\")",
                    e);
        }
    }
}
