package dev.loadstone.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void cellsStandUnderEachOtherAndLinesHaveNoBlanksAtTheirEnds() {
        var columns = new Columns();
        columns.row("request", "count", "errors");
        columns.row("a", "12,204", "");
        columns.row("long name of it");
        assertThat(columns.lines("  "))
                .containsExactly(
                        "  request           count    errors", //
                        "  a                 12,204",
                        "  long name of it");
    }

    @Test
    void nothing() {
        assertThat(new Columns().lines("  ")).isEmpty();
    }
}
