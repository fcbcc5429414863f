package dev.loadstone.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** RESULTS.md: a head, the machine, the table, and what people wrote behind it, which stays. */
final class ResultsPage {
    private static final String MACHINE = "## The machine of the last run";
    private static final String TABLE = "## Ratios";
    private static final String RULE = "|---".repeat(Row.TITLES.size()) + "|";

    private ResultsPage() {}

    /** The page with these rows in the place of those of the same bars. Rows of bars that were not run stay, with their date. */
    static String updated(String old, String machine, List<Row> fresh) {
        var lines = old.lines().toList();
        var bars = byBar(rows(lines));
        bars.putAll(byBar(fresh));
        var page = new ArrayList<>(lines.stream().takeWhile(line -> !line.startsWith("## ")).toList());
        page.addAll(List.of(MACHINE, "", machine.strip(), "", TABLE, ""));
        page.add(Row.TITLES.stream().collect(Collectors.joining(" | ", "| ", " |")));
        page.add(RULE);
        bars.values().forEach(rows -> rows.forEach(row -> page.add(row.markdown())));
        page.add("");
        page.addAll(handwritten(lines));
        return String.join("\n", page).stripTrailing() + "\n";
    }

    private static Map<String, List<Row>> byBar(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(Row::bar, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<Row> rows(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.equals(TABLE))
                .dropWhile(line -> !line.equals(RULE))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::ofMarkdown)
                .toList();
    }

    private static List<String> handwritten(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.equals(TABLE))
                .skip(1)
                .dropWhile(line -> !line.startsWith("## "))
                .toList();
    }
}
