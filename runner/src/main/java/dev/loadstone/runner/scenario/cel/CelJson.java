package dev.loadstone.runner.scenario.cel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** JSON as CEL has it: int where it fits, else double; lists, maps and null. */
public final class CelJson {
    private static final JsonFactory PARSERS = new JsonFactory();

    private CelJson() {}

    /** @throws IllegalStateException where it is no JSON */
    public static Object parse(byte[] json) {
        try (JsonParser parser = PARSERS.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IllegalStateException("the body is empty, and no JSON");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalStateException("the body is no JSON: something follows the value");
            }
            return value;
        } catch (IOException e) {
            // Without what the parser says: it quotes the body.
            throw new IllegalStateException("the body is no JSON", e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Object>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                var elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NullValue.NULL_VALUE;
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NUMBER_INT -> whole(parser);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("the body is no JSON");
        };
    }

    private static Object whole(JsonParser parser) throws IOException {
        // Not a conditional expression, which would make a double of both.
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return parser.getDoubleValue();
        }
        return parser.getLongValue();
    }
}
