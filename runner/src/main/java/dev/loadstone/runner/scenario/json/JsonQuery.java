package dev.loadstone.runner.scenario.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.JsonPath.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON path with its names as the bytes that stand in a document. */
public final class JsonQuery {
    /** The elements of an array, or the members of an object. */
    public static final JsonQuery CHILDREN = new JsonQuery(JsonPath.parse("$[*]"));

    private final List<Segment> segments;
    private final byte[] @Nullable [] names;
    private final boolean plain;

    public JsonQuery(JsonPath path) {
        segments = path.segments();
        names = segments.stream().map(JsonQuery::name).toArray(byte[][]::new);
        plain = segments.stream().allMatch(JsonQuery::isPlain);
    }

    private static byte @Nullable [] name(Segment segment) {
        return switch (segment) {
            case JsonPath.Name(String name) -> name.getBytes(UTF_8);
            case JsonPath.Descendant(Segment of) -> name(of);
            case JsonPath.Index index -> null;
            case JsonPath.Slice slice -> null;
            case JsonPath.Every every -> null;
        };
    }

    private static boolean isPlain(Segment segment) {
        return switch (segment) {
            case JsonPath.Name name -> true;
            case JsonPath.Every every -> true;
            case JsonPath.Index(int index) -> index >= 0;
            case JsonPath.Slice slice -> false;
            case JsonPath.Descendant descendant -> false;
        };
    }

    /** Whether one pass is enough: no step looks back at how long an array was, or at several depths. */
    boolean isPlain() {
        return plain;
    }

    /** The number of steps from the document to the value that is looked for. */
    int length() {
        return segments.size();
    }

    Segment segment(int step) {
        return segments.get(step);
    }

    /** Whether this step leads to the member whose name stands, between its quotes, at these places of the document. */
    boolean takesMember(int step, byte[] json, int from, int to) {
        byte[] name = names[step];
        return name == null ? isEvery(segments.get(step)) : JsonText.equals(json, from, to, name);
    }

    private static boolean isEvery(Segment segment) {
        return segment instanceof JsonPath.Every
                || segment instanceof JsonPath.Descendant(Segment of) && of instanceof JsonPath.Every;
    }

    /** Whether this step, of a plain query, leads to the element at this place of an array. */
    boolean takesElement(int step, int place) {
        return takesElement(segments.get(step), place, Integer.MAX_VALUE);
    }

    /** Whether the segment leads to the element at this place of an array of so many. */
    static boolean takesElement(Segment segment, int place, int size) {
        return switch (segment) {
            case JsonPath.Name name -> false;
            case JsonPath.Every every -> true;
            case JsonPath.Index(int index) -> place == (index < 0 ? size + index : index);
            case JsonPath.Slice slice -> {
                int from = bound(slice.start(), size);
                yield place >= from && place < bound(slice.end(), size) && (place - from) % slice.step() == 0;
            }
            case JsonPath.Descendant(Segment of) -> takesElement(of, place, size);
        };
    }

    private static int bound(int bound, int size) {
        return Math.clamp(bound < 0 ? (long) size + bound : bound, 0, size);
    }
}
