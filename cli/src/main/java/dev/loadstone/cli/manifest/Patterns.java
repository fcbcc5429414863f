package dev.loadstone.cli.manifest;

/** What the patterns of the schema mean, for people who do not read regular expressions. */
final class Patterns {
    private Patterns() {}

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
        return "";
    }
}
