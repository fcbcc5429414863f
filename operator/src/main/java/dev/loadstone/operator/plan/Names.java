package dev.loadstone.operator.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of one kind of things: each is given once, and who writes one that does not exist is told the nearest. */
final class Names {
    private static final int SHOWN = 10;
    private final Map<String, String> pathByName = new HashMap<>();

    /** Takes a name that must be new here. */
    void take(String name, Place place) {
        String first = pathByName.putIfAbsent(name, place.path());
        if (first != null) {
            place.field("name").wrong("\"" + name + "\" is already the name of " + first);
        }
    }

    /** What to say of a name that does not exist. */
    static String unknown(String kind, String name, Collection<String> known) {
        String nearest = known.stream()
                .filter(each -> distance(name, each) <= Math.max(1, Math.min(name.length(), each.length()) / 3))
                .min(Comparator.<String>comparingInt(each -> distance(name, each))
                        .thenComparing(each -> each))
                .orElse(null);
        String hint;
        if (nearest != null) {
            hint = "did you mean " + nearest + "?";
        } else if (known.isEmpty()) {
            hint = kind.contains(" ") ? "there is none" : "this test has no " + kind + "s";
        } else {
            hint = "there " + (known.size() == 1 ? "is" : "are") + ": "
                    + known.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "))
                    + (known.size() > SHOWN ? ", ..." : "");
        }
        return "no " + kind + " is named \"" + name + "\"; " + hint;
    }

    /** This name, or with the first free number behind it where it is used already; it counts as used from then on. */
    static String unique(String name, Set<String> used) {
        String free = name;
        for (int number = 2; !used.add(free); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }

    /** Letters to insert, delete or replace, and neighbours to swap, to get from one to the other. */
    private static int distance(String from, String to) {
        int[][] best = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    best[i][j] = i + j;
                    continue;
                }
                int replaced = best[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                best[i][j] = Math.min(replaced, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    best[i][j] = Math.min(best[i][j], best[i - 2][j - 2] + 1);
                }
            }
        }
        return best[from.length()][to.length()];
    }
}
