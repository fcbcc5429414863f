package dev.loadstone.runner.scenario.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an array of objects, whose columns are the members of the first one, or an array of single values. */
final class JsonReader {
    private static final JsonFactory PARSERS = new JsonFactory();

    private final byte[] json;
    private final JsonParser parser;
    private Rows.@Nullable Builder rows;
    private int row;

    private record Cell(byte[] bytes, boolean json) {}

    private JsonReader(byte[] json, JsonParser parser) {
        this.json = json;
        this.parser = parser;
    }

    /** @throws IllegalArgumentException says where it is wrong */
    static Rows read(byte[] json) {
        try (JsonParser parser = PARSERS.createParser(json)) {
            return new JsonReader(json, parser).read();
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }

    private Rows read() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("it is no array of rows");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            row++;
            put(parser.currentToken() == JsonToken.START_OBJECT ? members() : Map.of("", cell()));
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("something follows the array of rows");
        }
        if (rows == null) {
            throw new IllegalArgumentException("there is no row");
        }
        return rows.build();
    }

    private void put(Map<String, Cell> cells) {
        if (rows == null) {
            List<String> columns = new ArrayList<>(cells.keySet());
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("the first object has no member");
            }
            rows = new Rows.Builder(columns);
        }
        for (String column : rows.columns()) {
            Cell cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("row " + row + " has no \"" + column + "\" as the first one");
            }
            rows.cell(cell.bytes, 0, cell.bytes.length, cell.json);
        }
    }

    private Map<String, Cell> members() throws IOException {
        var members = new LinkedHashMap<String, Cell>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, cell());
        }
        return members;
    }

    private Cell cell() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return new Cell(parser.getText().getBytes(UTF_8), false);
        }
        if (parser.currentToken().isScalarValue()) {
            return new Cell(parser.getText().getBytes(UTF_8), true);
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        if (start < 0) {
            throw new IllegalArgumentException("it is not in UTF-8");
        }
        return new Cell(Arrays.copyOfRange(json, start, end), true);
    }
}
