package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A path into a JSON document: RFC 9535 without filters and without several selectors in one bracket, so {@code $.name}, {@code
 * $['name']}, {@code [3]}, {@code [-1]}, {@code [1:9:2]}, {@code [*]}, and each of these after {@code ..} for any depth.
 */
public record JsonPath(List<Segment> segments, String text) {
    private static final Pattern SLICE = Pattern.compile("(-?[0-9]{1,9})?:(-?[0-9]{1,9})?(:(-?[0-9]{1,9})?)?");

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
            boolean deep = text.startsWith("..", at);
            int start = deep ? at + 1 : at;
            if (deep && text.startsWith("[", at + 2)) {
                start = at + 2;
            }
            at = text.charAt(start) == '.' ? dotted(text, start + 1, segments) : bracketed(text, start, segments);
            if (deep) {
                segments.add(new Descendant(segments.removeLast()));
            }
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
            throw wrong(text, start, "a name is missing");
        }
        segments.add(name.equals("*") ? new Every() : new Name(name));
        return end;
    }

    private static int bracketed(String text, int start, List<Segment> segments) {
        int end = closing(text, start);
        String inside = text.substring(start + 1, end);
        if (inside.equals("*")) {
            segments.add(new Every());
        } else if (inside.matches("-?[0-9]{1,9}")) {
            segments.add(new Index(Integer.parseInt(inside)));
        } else if (SLICE.matcher(inside).matches()) {
            segments.add(slice(text, start, inside));
        } else if (inside.length() > 2 && inside.matches("'[^']*'|\"[^\"]*\"")) {
            segments.add(new Name(inside.substring(1, inside.length() - 1)));
        } else {
            throw wrong(
                    text,
                    start,
                    "write ['name'], [0], [-1], [1:3] or [*]; filters, and several of these in one bracket, are not"
                            + " supported");
        }
        return end + 1;
    }

    private static Slice slice(String text, int start, String inside) {
        String[] bounds = inside.split(":", -1);
        int step = bounds.length < 3 || bounds[2].isEmpty() ? 1 : Integer.parseInt(bounds[2]);
        if (step < 1) {
            throw wrong(text, start, "the step of a slice is 1 or more");
        }
        return new Slice(
                bounds[0].isEmpty() ? 0 : Integer.parseInt(bounds[0]),
                bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]),
                step);
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

    /** The element of an array at this place, from 0; from the end, as -1, where it is negative. */
    public record Index(int index) implements Segment {}

    /** The elements of an array from one place on to before another, each so many after the last; negative ones from the end. */
    public record Slice(int start, int end, int step) implements Segment {
        public Slice {
            if (step < 1) {
                throw new IllegalArgumentException("the step of a slice is below 1: " + step);
            }
        }
    }

    /** Whatever the segment finds in a value, or in anything inside of it. */
    public record Descendant(Segment of) implements Segment {
        public Descendant {
            Objects.requireNonNull(of, "of is null");
            if (of instanceof Descendant) {
                throw new IllegalArgumentException("a descendant's descendant");
            }
        }
    }

    /** Every member or element. */
    public record Every() implements Segment {}
}
