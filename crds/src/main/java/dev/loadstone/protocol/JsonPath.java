package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A path into a JSON document: the part of RFC 9535 that can be followed in one pass over the bytes without building a tree,
 * {@code $.name}, {@code $['name']}, {@code [3]} and {@code [*]}.
 */
public record JsonPath(List<Segment> segments, String text) {
    public JsonPath {
        segments = List.copyOf(segments);
        Objects.requireNonNull(text, "text is null");
    }

    /** @throws IllegalArgumentException says what is wrong, and at which character */
    @JsonCreator
    public static JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            throw wrong(text, 0, "a JSON path starts with $");
        }
        var segments = new ArrayList<Segment>();
        int at = 1;
        while (at < text.length()) {
            at = text.charAt(at) == '.' ? dotted(text, at + 1, segments) : bracketed(text, at, segments);
        }
        return new JsonPath(segments, text);
    }

    private static int dotted(String text, int start, List<Segment> segments) {
        int end = start;
        while (end < text.length() && ".[".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(start, end);
        if (name.isEmpty()) {
            throw wrong(text, start, "a name is missing (.. is not supported)");
        }
        segments.add(name.equals("*") ? new Every() : new Name(name));
        return end;
    }

    private static int bracketed(String text, int start, List<Segment> segments) {
        int end = closing(text, start);
        String inside = text.substring(start + 1, end);
        if (inside.equals("*")) {
            segments.add(new Every());
        } else if (inside.matches("[0-9]{1,9}")) {
            segments.add(new Index(Integer.parseInt(inside)));
        } else if (inside.length() > 2 && inside.matches("'[^']*'|\"[^\"]*\"")) {
            segments.add(new Name(inside.substring(1, inside.length() - 1)));
        } else {
            throw wrong(
                    text, start, "write ['name'], [0] or [*]; filters, slices and negative indexes are not supported");
        }
        return end + 1;
    }

    /** Where the bracket ends that starts here; one inside quotes does not count. */
    private static int closing(String text, int start) {
        if (text.charAt(start) != '[') {
            throw wrong(text, start, "expected . or [");
        }
        char quote = 0;
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ']') {
                return at;
            }
        }
        throw wrong(text, start, "[ does not end");
    }

    private static IllegalArgumentException wrong(String text, int at, String what) {
        return new IllegalArgumentException(what + " (at character " + (at + 1) + " of \"" + text + "\")");
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }

    /** One step down. */
    public sealed interface Segment {}

    /** The member of an object with this name. */
    public record Name(String name) implements Segment {
        public Name {
            Objects.requireNonNull(name, "name is null");
        }
    }

    /** The element of an array at this place, from 0. */
    public record Index(int index) implements Segment {
        public Index {
            if (index < 0) {
                throw new IllegalArgumentException("an index is negative: " + index);
            }
        }
    }

    /** Every member or element. */
    public record Every() implements Segment {}
}
