package dev.loadstone.operator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.api.v1alpha1.DataSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a feeder, as far as they are known before its rows are read.
 *
 * @param names of the columns; empty for rows that are single values; null where they are not known yet
 */
record Columns(DataSpec.Format format, @Nullable List<String> names) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** @throws IllegalArgumentException says what is wrong with the rows */
    static Columns of(DataSpec spec) {
        String inline = spec.from() == null ? null : spec.from().inline();
        return switch (spec.format()) {
            case TEXT -> new Columns(spec.format(), List.of()).withRows(inline);
            case CSV ->
                new Columns(spec.format(), inline == null ? null : header(inline, spec.delimiter())).withRows(inline);
            case JSON -> new Columns(spec.format(), inline == null ? null : members(inline));
        };
    }

    /** What is wrong with the use of a column, empty for the whole row. */
    Optional<String> mistake(String feeder, String column) {
        if (column.isEmpty()) {
            boolean single = format == DataSpec.Format.JSON ? names == null || names.isEmpty() : !hasColumns();
            return single
                    ? Optional.empty()
                    : Optional.of("data." + feeder + " has columns; write data." + feeder + "."
                            + (names == null || names.isEmpty() ? "COLUMN" : names.getFirst()));
        }
        if (names == null || names.contains(column)) {
            return Optional.empty();
        }
        return Optional.of(
                names.isEmpty()
                        ? "data." + feeder + " has no columns; write data." + feeder
                        : Names.unknown("column of " + feeder, column, new TreeSet<>(names)));
    }

    private boolean hasColumns() {
        return format == DataSpec.Format.CSV;
    }

    private Columns withRows(@Nullable String text) {
        boolean header = hasColumns();
        if (text != null && text.lines().filter(each -> !each.isBlank()).count() < (header ? 2 : 1)) {
            throw new IllegalArgumentException(header ? "there is no row below the columns' names" : "there is no row");
        }
        return this;
    }

    /** The cells of the first line that has any; one in quotes may have delimiters and doubled quotes. */
    private static List<String> header(String text, String delimiter) {
        String unmarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        String plain =
                unmarked.lines().filter(each -> !each.isEmpty()).findFirst().orElse("");
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '"') {
                if (quoted && plain.startsWith("\"", i + 1)) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && delimiter.indexOf(c) >= 0) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return distinct(cells);
    }

    private static List<String> distinct(List<String> names) {
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two columns are named \"" + name + "\"");
            }
        }
        return List.copyOf(names);
    }

    private static List<String> members(String text) {
        JsonNode rows;
        try {
            rows = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not JSON: " + e.getOriginalMessage().replaceFirst("(?s) \\(.*", ""), e);
        }
        if (rows == null || !rows.isArray()) {
            throw new IllegalArgumentException("the rows are no JSON array");
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there is no row");
        }
        var names = new ArrayList<String>();
        Objects.requireNonNull(rows.get(0)).fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }
}
