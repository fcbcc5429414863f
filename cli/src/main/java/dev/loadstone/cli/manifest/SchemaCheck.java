package dev.loadstone.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.operator.plan.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Holds a document against the schema, as an API server does with strict field validation: unknown fields are problems. */
final class SchemaCheck {
    private final List<Problem> problems = new ArrayList<>();
    private int misshapen;
    private boolean readable = true;
    private final CelRules rules = new CelRules();

    private SchemaCheck() {}

    static SchemaCheck of(JsonNode spec, Schema schema) {
        var check = new SchemaCheck();
        check.value("spec", spec, schema);
        return check;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Whether the value can be read all the same: with fields that nobody knows, say, or texts of another pattern. */
    boolean isReadable() {
        return readable;
    }

    private void value(String path, JsonNode value, Schema schema) {
        if (schema.isOpen()) {
            return;
        }
        switch (schema.type()) {
            case "object" -> object(path, value, schema);
            case "array" -> array(path, value, schema);
            case "string" -> text(path, value, schema);
            case "integer" -> number(path, value, schema);
            case "boolean" -> require(value.isBoolean(), path, "true or false expected, not " + shown(value));
            case "integer or string" -> numberOrText(path, value);
            case "" -> {}
            case String other -> throw new IllegalStateException("the schema has a type that is not handled: " + other);
        }
    }

    private void object(String path, JsonNode value, Schema schema) {
        if (!value.isObject()) {
            problem(path, "fields expected" + fieldList(schema) + ", not " + shown(value));
            return;
        }
        int before = misshapen;
        schema.required().stream()
                .filter(field -> !value.has(field))
                .forEach(field -> problem(path + "." + field, "is required"));
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String fieldPath = path + "." + field.getKey();
            if (schema.has(field.getKey())) {
                value(fieldPath, field.getValue(), schema.field(field.getKey()));
            } else if (!schema.values().node().isMissingNode()) {
                value(fieldPath, field.getValue(), schema.values());
            } else {
                blemish(fieldPath, "unknown field" + Spelling.hint(field.getKey(), schema.fields()));
            }
        }
        count(path, "fields", value.size(), schema, "minProperties", "maxProperties");
        // A rule may assume what the rest of the schema says, so it speaks only where all of that holds.
        if (misshapen == before) {
            for (String message : rules.broken(value, schema)) {
                readable = false;
                problems.add(new Problem(path, message));
            }
        }
    }

    private static String fieldList(Schema schema) {
        return schema.fields().isEmpty() ? "" : " (" + String.join(", ", schema.fields()) + ")";
    }

    private void array(String path, JsonNode value, Schema schema) {
        if (!value.isArray()) {
            problem(path, "a list expected, not " + shown(value));
            return;
        }
        count(path, "items", value.size(), schema, "minItems", "maxItems");
        var seen = new HashSet<String>();
        for (int i = 0; i < value.size(); i++) {
            value(path + "[" + i + "]", value.get(i), schema.items());
            require(
                    !schema.isSet() || seen.add(value.get(i).toString()),
                    path + "[" + i + "]",
                    value.get(i) + " is there already");
            for (String key : schema.listKeys()) {
                String name = value.get(i).path(key).asText("");
                require(
                        name.isEmpty() || seen.add(name),
                        path + "[" + i + "]." + key,
                        "\"" + name + "\" is there already");
            }
        }
    }

    private void text(String path, JsonNode value, Schema schema) {
        if (!value.isTextual()) {
            String pattern = schema.node().path("pattern").asText("");
            boolean quotesDo = pattern.isEmpty() || Patterns.matches(pattern, value.asText());
            problem(
                    path,
                    "a text expected, not " + shown(value)
                            + (quotesDo ? "; put it in quotes" : Patterns.meaning(pattern)));
            return;
        }
        String text = value.asText();
        count(path, "characters", text.codePointCount(0, text.length()), schema, "minLength", "maxLength");
        List<String> choices = schema.choices();
        if (!choices.isEmpty() && !choices.contains(text)) {
            problem(path, value + oneOf(text, choices));
        }
        String pattern = schema.node().path("pattern").asText("");
        if (!pattern.isEmpty() && !Patterns.matches(pattern, text)) {
            List<String> words = Patterns.words(pattern);
            blemish(
                    path,
                    value
                            + (words.isEmpty()
                                    ? " does not match " + pattern + Patterns.meaning(pattern)
                                    : oneOf(text, words)));
        }
    }

    private static String oneOf(String text, List<String> words) {
        return " is not one of " + String.join(", ", words) + Spelling.nearest(text, words);
    }

    private void number(String path, JsonNode value, Schema schema) {
        if (!wholeNumber(path, value, "a whole number expected, not ", "")) {
            return;
        }
        JsonNode min = schema.node().path("minimum");
        JsonNode max = schema.node().path("maximum");
        require(
                min.isMissingNode() || value.asDouble() >= min.asDouble(),
                path,
                value.asText() + " is below " + min.asLong());
        require(
                max.isMissingNode() || value.asDouble() <= max.asDouble(),
                path,
                value.asText() + " is above " + max.asLong());
    }

    private void numberOrText(String path, JsonNode value) {
        if (value.isNumber()) {
            wholeNumber(path, value, "a whole number or a text expected, not ", inQuotes(path, value));
        } else {
            require(value.isTextual(), path, "a whole number or a text expected, not " + shown(value));
        }
    }

    /** An API server keeps numbers in 64 bits; larger ones would be others there. */
    private boolean wholeNumber(String path, JsonNode value, String otherwise, String hint) {
        if (!value.isIntegralNumber()) {
            problem(path, otherwise + shown(value) + hint);
            return false;
        }
        require(value.canConvertToLong(), path, shown(value) + " is more than any number that can be kept");
        return value.canConvertToLong();
    }

    /** A fraction that is a limit is mostly meant as a share, which is written as a percentage. */
    private static String inQuotes(String path, JsonNode value) {
        double number = value.asDouble();
        boolean limit = path.endsWith(".max") || path.endsWith(".min");
        String percentage = limit && number > 0 && number < 1
                ? ", or as a percentage: \""
                        + value.decimalValue()
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + "%\""
                : "";
        return value.isIntegralNumber() ? "" : "; put it in quotes: \"" + value.asText() + "\"" + percentage;
    }

    private void count(String path, String what, int count, Schema schema, String min, String max) {
        JsonNode least = schema.node().path(min);
        JsonNode most = schema.node().path(max);
        require(
                least.isMissingNode() || count >= least.asInt(),
                path,
                "has " + count + " " + what + ", at least " + least.asInt() + " expected");
        require(
                most.isMissingNode() || count <= most.asInt(),
                path,
                "has " + count + " " + what + ", at most " + most.asInt() + " allowed");
    }

    private static String shown(JsonNode value) {
        String text = value.isNull() ? "nothing" : value.toString();
        return text.length() > 40 ? text.substring(0, 37) + "..." : text;
    }

    private void require(boolean holds, String path, String message) {
        if (!holds) {
            problem(path, message);
        }
    }

    private void problem(String path, String message) {
        readable = false;
        blemish(path, message);
    }

    /** A problem that leaves the rest readable. */
    private void blemish(String path, String message) {
        misshapen++;
        problems.add(new Problem(path, message));
    }
}
