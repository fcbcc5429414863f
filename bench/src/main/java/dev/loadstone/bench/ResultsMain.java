package dev.loadstone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Prints a run's rows and puts them into the page. Arguments: the date, and the files of rows, machine and, if it is wanted, page. */
public final class ResultsMain {
    private ResultsMain() {}

    public static void main(String[] arguments) throws IOException {
        String date = arguments[0];
        var rows = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(line -> Row.of(line, date))
                .toList();
        print(rows);
        if (arguments.length == 4) {
            Path page = Path.of(arguments[3]);
            Files.writeString(
                    page, ResultsPage.updated(Files.readString(page), Files.readString(Path.of(arguments[2])), rows));
        }
    }

    private static void print(List<Row> rows) {
        var lines = rows.stream().map(Row::cells).toList();
        int[] widths = IntStream.range(0, Row.TITLES.size() - 1)
                .map(column -> lines.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> cells : lines) {
            var text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
            }
            System.out.println(text.toString().replace("**", "").stripTrailing());
        }
    }
}
