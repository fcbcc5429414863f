package dev.loadstone.cli.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word that somebody meant. */
public final class Spelling {
    private Spelling() {}

    /** {@code ; did you mean x?}, or nothing. */
    static String nearest(String written, Collection<String> words) {
        String hint = hint(written, words);
        return hint.startsWith("; did you mean") ? hint : "";
    }

    /** {@code ; did you mean x?}, or the list of what there is, or nothing. */
    public static String hint(String written, Collection<String> words) {
        int close = Math.max(2, written.length() / 3);
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .filter(word -> distance(written, word) <= close)
                .map(word -> "; did you mean " + word + "?")
                .orElseGet(() -> words.isEmpty() ? "" : "; there are: " + String.join(", ", words));
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
