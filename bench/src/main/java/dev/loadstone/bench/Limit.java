package dev.loadstone.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bar such as {@code <= 1.6x} or {@code <= 40 MB}: a bound and its unit; it is an upper one, unless it says otherwise. */
record Limit(boolean upper, double bound, String unit) {
    private static final Pattern FORM = Pattern.compile("(<=?|>=?|≤|≥)?\\s*([0-9.]+)\\s*(\\S*).*");
    private static final Pattern FIGURE = Pattern.compile("(-?[0-9.]+)\\s*(\\S*).*");
    private static final Map<String, Double> SCALE =
            Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0, "B", 1.0, "KB", 1e3, "MB", 1e6, "KiB", 1024.0, "MiB", 1048576.0);

    static Optional<Limit> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Limit(
                        !List.of(">", ">=", "≥").contains(String.valueOf(form.group(1))),
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
            value *= scale(figure.group(2), unit);
        }
        if (upper ? value <= bound : value >= bound) {
            return "met";
        }
        return bound == 0 ? "**missed**" : "**missed by " + Math.round(100 * Math.abs(value / bound - 1)) + " %**";
    }

    /** Figures of units that are not known are taken to have the bar's own. */
    private static double scale(String from, String to) {
        return SCALE.containsKey(from) && SCALE.containsKey(to) ? SCALE.get(from) / SCALE.get(to) : 1;
    }
}
