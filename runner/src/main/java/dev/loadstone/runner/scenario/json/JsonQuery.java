package dev.loadstone.runner.scenario.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.JsonPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON path with its names as the bytes that stand in a document. */
public final class JsonQuery {
    private final List<JsonPath.Segment> segments;
    private final byte[] @Nullable [] names;

    JsonQuery(JsonPath path) {
        segments = path.segments();
        names = segments.stream()
                .map(segment -> segment instanceof JsonPath.Name(String name) ? name.getBytes(UTF_8) : null)
                .toArray(byte[][]::new);
    }

    /** The number of steps from the document to the value that is looked for. */
    int length() {
        return segments.size();
    }

    /** Whether this step leads to the member whose name stands, between its quotes, at these places of the document. */
    boolean takesMember(int step, byte[] json, int from, int to) {
        byte[] name = names[step];
        return name == null ? segments.get(step) instanceof JsonPath.Every : JsonText.equals(json, from, to, name);
    }

    /** Whether this step leads to the element at this place of an array. */
    boolean takesElement(int step, int place) {
        return switch (segments.get(step)) {
            case JsonPath.Name name -> false;
            case JsonPath.Index index -> index.index() == place;
            case JsonPath.Every every -> true;
        };
    }
}
