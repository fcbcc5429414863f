package dev.loadstone.bench;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bar such as {@code <= 1.6x} or {@code <= 40 MB}: a bound and its unit. */
record Limit(boolean upper, double bound, String unit) {
    private static final Pattern FORM = Pattern.compile("(<=?|>=?|≤|≥)\\s*([0-9.]+)\\s*(\\S*).*");
    private static final Pattern FIGURE = Pattern.compile("(-?[0-9.]+)\\s*(\\S*).*");
    private static final Map<String, Double> SCALE =
            Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0, "B", 1.0, "KB", 1e3, "MB", 1e6, "KiB", 1024.0, "MiB", 1048576.0);

    static Optional<Limit> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Limit(
                        !form.group(1).startsWith(">") && !form.group(1).equals("≥"),
                        Double.parseDouble(form.group(2)),
                        form.group(3)))
                : Optional.empty();
    }

    boolean isRatio() {
        return unit.equals("x");
    }

    /** "met", or by how much it is missed; a dash where the text is no figure. */
    String judge(String text) {
        Matcher figure = FIGURE.matcher(text.strip());
        if (!figure.matches()) {
            return "-";
        }
        double value = Double.parseDouble(figure.group(1));
        if (!isRatio()) {
            value *= scale(figure.group(2)) / scale(unit);
        }
        boolean met = upper ? value <= bound : value >= bound;
        return met ? "met" : "**missed by " + Math.round(100 * Math.abs(value / bound - 1)) + " %**";
    }

    private static double scale(String unit) {
        return SCALE.getOrDefault(unit, 1.0);
    }
}
