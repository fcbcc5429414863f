package dev.loadstone.runner;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.JsonPath.Segment;
import dev.loadstone.protocol.ProtocolJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A response in which the checks and captures of requests find something, as far as can be told from them: code that is compiled
 * for responses in which nothing is found is no good for others.
 *
 * @param headers lines, each with its end
 * @param body JSON
 */
record Likeness(String headers, byte[] body) {
    /** What captures take. */
    static final String VALUE = "1";

    private static final int MOST_ELEMENTS = 100;
    /** They are about the message itself, which would be none if they said something else than it is. */
    private static final Set<String> OF_MESSAGE = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "keep-alive",
            "proxy-connection",
            "transfer-encoding",
            "upgrade");

    static Likeness of(Stream<HttpStep> requests) {
        var headers = new StringBuilder();
        Object body = new LinkedHashMap<>(Map.of("loadstone", List.of("an answer", 17, 1.5, true)));
        for (HttpStep request : requests.toList()) {
            for (Capture capture : request.captures()) {
                body = with(body, headers, capture.source());
            }
            for (Check check : request.checks()) {
                body = with(body, headers, check.expectation());
            }
        }
        return new Likeness(headers.toString(), ProtocolJson.write(body));
    }

    private static Object with(Object body, StringBuilder headers, Capture.Source source) {
        return switch (source) {
            case Capture.Json(JsonPath path) -> put(body, path.segments(), VALUE);
            case Capture.HeaderValue(String name) -> header(body, headers, name, VALUE);
            case Capture.Cookie(String name) -> header(body, headers, "set-cookie", name + "=" + VALUE);
            case Capture.Regex regex -> body;
            case Capture.Status status -> body;
            case Capture.WholeBody whole -> body;
        };
    }

    private static Object with(Object body, StringBuilder headers, Expectation expectation) {
        return switch (expectation) {
            case Expectation.Json json -> put(body, json.path().segments(), value(json));
            case Expectation.Header header ->
                header(body, headers, header.name(), header.operand().isEmpty() ? VALUE : header.operand());
            case Expectation.BodyContains(String text) -> put(body, List.of(new JsonPath.Name(text)), VALUE);
            case Expectation.BodyMatches pattern -> body;
            case Expectation.ContentType type -> body;
            case Expectation.WithinTime time -> body;
            case Expectation.Status status -> body;
            case Expectation.Holds condition -> body;
        };
    }

    private static Object header(Object body, StringBuilder headers, String name, String value) {
        if (!OF_MESSAGE.contains(name.toLowerCase(Locale.ROOT))) {
            headers.append(name)
                    .append(": ")
                    .append(value.replaceAll("[\r\n]", " "))
                    .append("\r\n");
        }
        return body;
    }

    private static Object value(Expectation.Json json) {
        return switch (json.relation()) {
            case EXISTS, NOT_EMPTY -> VALUE;
            case EQUALS -> json.operand();
            case GREATER_THAN -> Double.parseDouble(json.operand()) + 1;
            case LESS_THAN -> Double.parseDouble(json.operand()) - 1;
        };
    }

    /** What is there already stays. */
    private static Object put(@Nullable Object into, List<Segment> path, Object value) {
        if (path.isEmpty()) {
            return into == null ? value : into;
        }
        List<Segment> rest = path.subList(1, path.size());
        return switch (path.getFirst()) {
            case JsonPath.Name(String name) -> member(into, name, rest, value);
            case JsonPath.Index(int index) -> element(into, Math.clamp(index, 0, MOST_ELEMENTS), rest, value);
            case JsonPath.Slice slice -> element(into, Math.clamp(slice.start(), 0, MOST_ELEMENTS), rest, value);
            case JsonPath.Every every -> element(into, 0, rest, value);
            case JsonPath.Descendant(Segment of) ->
                put(into, Stream.concat(Stream.of(of), rest.stream()).toList(), value);
        };
    }

    private static Object member(@Nullable Object into, String name, List<Segment> rest, Object value) {
        if (into != null && !(into instanceof Map)) {
            return into;
        }
        var members = new LinkedHashMap<String, Object>();
        if (into instanceof Map<?, ?> before) {
            before.forEach((key, each) -> members.put((String) key, each));
        }
        members.put(name, put(members.get(name), rest, value));
        return members;
    }

    private static Object element(@Nullable Object into, int place, List<Segment> rest, Object value) {
        if (into != null && !(into instanceof List)) {
            return into;
        }
        var elements = new ArrayList<@Nullable Object>(into instanceof List<?> before ? before : List.of());
        while (elements.size() <= place) {
            // Not of the likeness too: where paths have several places there would be no end of it.
            elements.add(null);
        }
        elements.set(place, put(elements.get(place), rest, value));
        return elements;
    }
}
