package dev.loadstone.runner.scenario.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.Feeder.Distribution;
import dev.loadstone.protocol.Feeder.Exhaustion;
import dev.loadstone.protocol.Feeder.Format;
import dev.loadstone.protocol.Feeder.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReaderTest {
    @Test
    void csvAsRfc4180HasIt() {
        String csv = "\uFEFFid,\"full name\",note\r\n1,Ada,\r\n\n2,\"Grace \"\"G\"\", H\",\"two\r\nlines\"\n3,a\"b,é";

        assertThat(rows(Format.CSV, csv))
                .containsExactly(
                        List.of("id", "full name", "note"),
                        List.of("1", "Ada", ""),
                        List.of("2", "Grace \"G\", H", "two\r\nlines"),
                        List.of("3", "a\"b", "é"));
    }

    @Test
    void anotherDelimiter() {
        assertThat(cells(table(feeder(Format.CSV, ';'), "a;b\n1,2;3\n".getBytes(UTF_8))))
                .containsExactly(List.of("a", "b"), List.of("1,2", "3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "                     | it is empty",
                "\\n\\r\\n            | it is empty",
                "a,b                  | there is no row",
                "a,b\\n\\n1           | line 3 has 1 cells, not 2 as the first line: a, b",
                "a,b\\n1,2,3,4        | line 2 has 4 cells, not 2",
                "a,b\\n\"1\\n2\",3\\nx | line 4 has 1 cells",
                "a\\n1\\n\"2          | line 3: a quote opens and never closes",
                "a\\n\"1\"2           | line 2: something follows a closing quote",
                "a,b,a\\n1,2,3        | two columns are named \"a\""
            })
    void whatIsWrongWithCsvIsSaidWithItsLine(String csv, String message) {
        String text = csv == null ? "" : csv.replace("\\n", "\n").replace("\\r", "\r");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows(Format.CSV, text))
                .withMessageContaining("feeder users: file rows: " + message);
    }

    @Test
    void jsonObjectsAndValues() {
        String objects = "[{\"a\":\"x\",\"b\":1.50},{\"b\":[1, 2],\"a\":null,\"c\":0}]";

        Table table = table(feeder(Format.JSON, ','), objects.getBytes(UTF_8));

        assertThat(cells(table)).containsExactly(List.of("a", "b"), List.of("x", "1.50"), List.of("null", "[1, 2]"));
        assertThat(table.rows().isJson(0, 0)).isFalse();
        assertThat(table.rows().isJson(0, 1)).isTrue();
        assertThat(rows(Format.JSON, " [\"x\", 2, true] "))
                .containsExactly(List.of(""), List.of("x"), List.of("2"), List.of("true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "                         | it is no array",
                "{}                       | it is no array",
                "[]                       | there is no row",
                "[{}]                     | the first object has no member",
                "[{\"a\":1},{\"b\":2}]    | row 2 has no \"a\"",
                "[{\"a\":1},2]            | row 2 has no \"a\"",
                "[1,                      | it is no JSON",
                "[1] 2                    | something follows"
            })
    void whatIsWrongWithJsonIsSaid(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows(Format.JSON, json == null ? "" : json))
                .withMessageContaining("feeder users: file rows: " + message);
    }

    @Test
    void textHasAValueALine() {
        assertThat(rows(Format.TEXT, "\uFEFFa, b\r\n\n c\"\nd"))
                .containsExactly(List.of(""), List.of("a, b"), List.of(" c\""), List.of("d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows(Format.TEXT, "\n\n"))
                .withMessageContaining("there is no row");
    }

    @Test
    void columnsThatAreNotThereAreToldWithThoseThatAre() {
        Table csv = table(feeder(Format.CSV, ','), "id,mail\n1,x".getBytes(UTF_8));
        Table text = table(feeder(Format.TEXT, ','), "x".getBytes(UTF_8));

        assertThat(csv.column("mail")).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv.column("email"))
                .withMessage("data.users has no column \"email\"; there are: id, mail");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv.column(""))
                .withMessage("data.users is a row; take a column of it: id, mail");
        assertThat(text.column("")).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.column("id"))
                .withMessage("data.users has no columns: each row is one value");
    }

    @Test
    void whatIsWrittenAsCsvIsReadAgain() {
        var random = new Random(3);
        for (int round = 0; round < 3000; round++) {
            int columns = 1 + random.nextInt(4);
            var expected = new ArrayList<List<String>>();
            var csv = new StringBuilder();
            for (int row = 0; row <= 1 + random.nextInt(5); row++) {
                var cells = new ArrayList<String>();
                for (int column = 0; column < columns; column++) {
                    String cell = row == 0 ? "c" + column : randomText(random);
                    cells.add(cell);
                    csv.append(column == 0 ? "" : ",").append(written(cell, random));
                }
                csv.append(random.nextBoolean() ? "\n" : "\r\n");
                expected.add(cells);
            }

            assertThat(rows(Format.CSV, csv.toString())).as(csv.toString()).isEqualTo(expected);
        }
    }

    private static String written(String cell, Random random) {
        boolean needsQuotes = cell.isEmpty() || cell.startsWith("\"") || cell.matches("(?s).*[,\n\r].*");
        return needsQuotes || random.nextBoolean() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(6), 0, 8)
                .collect(StringBuilder::new, (text, i) -> text.append("a\",\n\ré \t".charAt(i)), StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void anyBytesAreReadOrRefused(Format format) {
        String alphabet = "a,\"\n\r[]{}:1 \\\u0000é";
        var random = new Random(11);
        int read = 0;
        for (int round = 0; round < 30_000; round++) {
            var text = new StringBuilder(
                    format == Format.JSON ? "[{\"a\":1,\"b\":\"x\"},{\"a\":[2],\"b\":null}]" : "a,b\n1,\"2\"\n");
            for (int i = random.nextInt(5); i > 0; i--) {
                int at = random.nextInt(text.length());
                text.replace(at, at + random.nextInt(2), "" + alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] file = text.toString().getBytes(UTF_8);
            if (file.length > 0 && round % 5 == 0) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                List<List<String>> cells = cells(table(feeder(format, ','), file));
                assertThat(cells).hasSizeGreaterThan(1);
                assertThat(cells).allMatch(row -> row.size() == cells.getFirst().size());
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("feeder users: file rows: ");
            }
        }
        assertThat(read).as("rounds in which the rows could be read").isGreaterThan(2000);
    }

    private static Feeder feeder(Format format, char delimiter) {
        return new Feeder(
                "users", "rows", format, delimiter, Order.SEQUENTIAL, Distribution.SHARED, Exhaustion.RECYCLE);
    }

    private static Table table(Feeder feeder, byte[] file) {
        return Table.of(feeder, 0, Table.read(feeder, file), 1);
    }

    /** The columns, and then the rows. */
    private static List<List<String>> rows(Format format, String text) {
        return cells(table(feeder(format, ','), text.getBytes(UTF_8)));
    }

    private static List<List<String>> cells(Table table) {
        Rows rows = table.rows();
        var all = new ArrayList<List<String>>();
        all.add(rows.columns());
        for (int row = 0; row < rows.size(); row++) {
            var cells = new ArrayList<String>();
            for (int column = 0; column < rows.columns().size(); column++) {
                cells.add(rows.text(row, column));
            }
            all.add(cells);
        }
        return all;
    }
}
