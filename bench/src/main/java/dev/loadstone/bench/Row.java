package dev.loadstone.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of the results.
 *
 * @param bar name of what measured it
 * @param figure the peer's
 * @param limit empty where nothing is demanded
 */
record Row(String bar, String what, String ours, String peer, String figure, String ratio, String limit, String date) {
    static final List<String> TITLES =
            List.of("bar", "what", "Loadstone", "peer", "the peer's", "ratio", "must be", "", "on");
    private static final int FIELDS = 7;

    /** From {@code BAR \t WHAT \t OURS \t PEER \t FIGURE \t RATIO \t LIMIT}; what is missing at the end is empty, as is a dash. */
    static Row of(String line, String date) {
        String[] fields = Arrays.copyOf(line.split("\t", -1), FIELDS);
        for (int i = 0; i < FIELDS; i++) {
            fields[i] = fields[i] == null || fields[i].strip().equals("-") ? "" : fields[i].strip();
        }
        return new Row(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], date);
    }

    /** From a line of the page's table. */
    static Row ofMarkdown(String line) {
        String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        return new Row(cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[9]);
    }

    String markdown() {
        return cells().stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    List<String> cells() {
        return List.of(bar, what, ours, peer, figure, ratio, limit, verdict(), date);
    }

    private String verdict() {
        return Limit.parse(limit)
                .map(bound -> bound.judge(bound.isRatio() && !ratio.isEmpty() ? ratio : ours))
                .orElse("");
    }
}
