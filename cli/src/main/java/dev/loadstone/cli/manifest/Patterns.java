package dev.loadstone.cli.manifest;

import java.util.List;
import java.util.regex.Pattern;

/** The patterns of the schema, and what they mean to people who do not read regular expressions. */
final class Patterns {
    private static final Pattern CHOICE =
            Pattern.compile("\\^\\([A-Za-z]+(\\|[A-Za-z]+)+(\\|[A-Za-z]+:\\[[^|]*)?\\)\\$");

    private Patterns() {}

    /** As the API server matches: in Java, but not there, a dollar sign also stands before a last line break. */
    static boolean matches(String pattern, String text) {
        String exact = pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern;
        return Pattern.compile(exact).matcher(text).find();
    }

    /** What may stand there, where the pattern is but a list of words; empty where it is more. */
    static List<String> words(String pattern) {
        return CHOICE.matcher(pattern).matches()
                ? List.of(pattern.substring(2, pattern.length() - 2)
                        .replaceAll("\\[.*][*+]", "NAME")
                        .split("\\|"))
                : List.of();
    }

    /** An explanation to append; empty where there is none. */
    static String meaning(String pattern) {
        if (pattern.contains("(ms|s|m|h)")) {
            return " (a duration, such as 250ms, 30s or 1m30s)";
        }
        if (pattern.startsWith("^[a-z0-9]([a-z0-9-]*")) {
            return " (lower-case letters, digits and -)";
        }
        if (pattern.startsWith("^https?://")) {
            return " (a URL such as http://shop:8080)";
        }
        if (pattern.startsWith("^vars\\.")) {
            return " (a variable without $( and ), such as vars.NAME)";
        }
        if (pattern.startsWith("^(p[0-9]")) {
            return " (such as p95, p99.9, mean, min or max)";
        }
        if (pattern.startsWith("^/")) {
            return " (a path begins with /, and so does one that is a template: /$(vars.NAME))";
        }
        return "";
    }
}
