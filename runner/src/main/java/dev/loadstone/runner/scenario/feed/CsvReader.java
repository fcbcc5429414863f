package dev.loadstone.runner.scenario.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 has it, in UTF-8, with the columns' names in the first record. Lines may end in LF alone, and empty ones
 * are passed over.
 */
final class CsvReader {
    private final byte[] csv;
    private final byte delimiter;
    private int at;
    private int line = 1;
    /** The last cell's characters: its own bytes, or where it had quotes those without them. */
    private byte[] cell = {};

    private int start;
    private int end;
    /** Whether another cell of the same record follows. */
    private boolean more;

    private CsvReader(byte[] csv, char delimiter) {
        this.csv = csv;
        this.delimiter = (byte) delimiter;
        at = TextReader.afterByteOrderMark(csv);
    }

    /** @throws IllegalArgumentException names the line where it is wrong */
    static Rows read(byte[] csv, char delimiter) {
        if (delimiter > 126 || delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("'" + delimiter + "' can't stand between columns");
        }
        return new CsvReader(csv, delimiter).read();
    }

    private Rows read() {
        Rows.@Nullable Builder rows = null;
        while (passEmptyLines()) {
            if (rows == null) {
                rows = new Rows.Builder(names());
            } else {
                row(rows);
            }
        }
        if (rows == null) {
            throw new IllegalArgumentException("it is empty");
        }
        return rows.build();
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        do {
            cell();
            names.add(new String(cell, start, end - start, UTF_8));
        } while (more);
        return names;
    }

    private void row(Rows.Builder rows) {
        int first = line;
        int cells = 0;
        int wanted = rows.columns().size();
        do {
            cell();
            if (cells++ < wanted) {
                rows.cell(cell, start, end, false);
            }
        } while (more);
        if (cells != wanted) {
            throw new IllegalArgumentException("line " + first + " has " + cells + " cells, not " + wanted
                    + " as the first line: " + String.join(", ", rows.columns()));
        }
    }

    /** Whether a record follows. */
    private boolean passEmptyLines() {
        while (at < csv.length && isLineEnd()) {
            passLineEnd();
        }
        return at < csv.length;
    }

    private void cell() {
        if (at < csv.length && csv[at] == '"') {
            quoted();
        } else {
            cell = csv;
            start = at;
            while (at < csv.length && csv[at] != delimiter && !isLineEnd()) {
                at++;
            }
            end = at;
        }
        more = at < csv.length && csv[at] == delimiter;
        if (more) {
            at++;
        } else if (at < csv.length) {
            passLineEnd();
        }
    }

    private void quoted() {
        int opened = line;
        int close = at + 1;
        int doubled = 0;
        while (close < csv.length && (csv[close] != '"' || isQuote(close + 1))) {
            line += csv[close] == '\n' ? 1 : 0;
            doubled += csv[close] == '"' ? 1 : 0;
            close += csv[close] == '"' ? 2 : 1;
        }
        if (close >= csv.length) {
            throw new IllegalArgumentException("line " + opened + ": a quote opens and never closes");
        }
        unquote(at + 1, close, doubled);
        at = close + 1;
        if (at < csv.length && csv[at] != delimiter && !isLineEnd()) {
            throw new IllegalArgumentException(
                    "line " + line + ": something follows a closing quote; a quote inside of quotes is written twice");
        }
    }

    private void unquote(int from, int to, int doubled) {
        if (doubled == 0) {
            cell = csv;
            start = from;
            end = to;
            return;
        }
        cell = Arrays.copyOfRange(csv, from, to);
        start = 0;
        end = 0;
        for (int i = 0; i < cell.length; i++) {
            i += cell[i] == '"' ? 1 : 0;
            cell[end++] = cell[i];
        }
    }

    private boolean isQuote(int place) {
        return place < csv.length && csv[place] == '"';
    }

    private boolean isLineEnd() {
        return csv[at] == '\n' || csv[at] == '\r' && at + 1 < csv.length && csv[at + 1] == '\n';
    }

    private void passLineEnd() {
        at += csv[at] == '\r' ? 2 : 1;
        line++;
    }
}
