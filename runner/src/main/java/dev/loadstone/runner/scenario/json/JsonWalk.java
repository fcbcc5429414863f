package dev.loadstone.runner.scenario.json;

import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.JsonPath.Segment;

/**
 * Follows any query through a document that is known to be well formed, in the order of RFC 9535. It looks at parts of the
 * document more than once; where that comes to more than {@value #MOST_BYTES} bytes it gives up, and there is no value.
 */
final class JsonWalk {
    static final int MOST_BYTES = 1 << 26;

    private final byte[] json;
    private final JsonQuery query;
    private final JsonMatches matches;
    private final boolean firstOnly;
    private long left = MOST_BYTES;

    private JsonWalk(byte[] json, JsonQuery query, JsonMatches matches, boolean firstOnly) {
        this.json = json;
        this.query = query;
        this.matches = matches;
        this.firstOnly = firstOnly;
    }

    /** Adds what is found in the value that starts here. */
    static void select(byte[] json, int start, JsonQuery query, JsonMatches matches, boolean firstOnly) {
        var walk = new JsonWalk(json, query, matches, firstOnly);
        walk.select(0, start);
        if (walk.left < 0) {
            matches.clear();
        }
    }

    private boolean isOver() {
        return left < 0 || firstOnly && matches.size() > 0;
    }

    private void select(int step, int value) {
        if (isOver()) {
            return;
        }
        if (step == query.length()) {
            matches.add(value, end(value));
            return;
        }
        children(step, value);
        if (query.segment(step) instanceof JsonPath.Descendant) {
            descend(step, value);
        }
    }

    /** Goes on with those children of the value that the step takes. */
    private void children(int step, int value) {
        Segment segment = query.segment(step);
        boolean object = json[value] == '{';
        int size = object ? 0 : size(value);
        int place = 0;
        for (int at = first(value); at >= 0 && !isOver(); place++) {
            int child = object ? valueOf(at) : at;
            boolean takes = object
                    ? query.takesMember(step, json, at + 1, string(at) - 1)
                    : JsonQuery.takesElement(segment, place, size);
            if (takes) {
                select(step + 1, child);
            }
            at = next(end(child));
        }
    }

    /** Does the same step in each child. */
    private void descend(int step, int value) {
        boolean object = json[value] == '{';
        for (int at = first(value); at >= 0 && !isOver(); ) {
            int child = object ? valueOf(at) : at;
            if (json[child] == '{' || json[child] == '[') {
                select(step, child);
            }
            at = next(end(child));
        }
    }

    private int size(int array) {
        int size = 0;
        for (int at = first(array); at >= 0; size++) {
            at = next(end(at));
        }
        return size;
    }

    /** Where the first child, or its name, starts; -1 where there is none. */
    private int first(int value) {
        if (json[value] != '{' && json[value] != '[') {
            return -1;
        }
        int at = blank(value + 1);
        return json[at] == '}' || json[at] == ']' ? -1 : at;
    }

    /** Where the child after the one that ends here, or its name, starts; -1 where there is none. */
    private int next(int end) {
        int at = blank(end);
        return json[at] == ',' ? blank(at + 1) : -1;
    }

    /** Where the value of the member starts whose name starts here. */
    private int valueOf(int name) {
        return blank(blank(string(name)) + 1);
    }

    private int blank(int from) {
        int at = from;
        while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') {
            at++;
        }
        return at;
    }

    private int string(int from) {
        int at = from + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        left -= at - from;
        return at + 1;
    }

    private int end(int value) {
        int at = value;
        int depth = 0;
        do {
            switch (json[at]) {
                case '"' -> at = string(at);
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ' ', '\n', '\r', '\t', ',', ':' -> at++;
                default -> at = word(at);
            }
        } while (depth > 0);
        left -= at - value;
        return at;
    }

    /** The end of a number, or of true, false or null: in an object or array, so that something follows. */
    private int word(int from) {
        int at = from;
        while (isPartOfWord(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPartOfWord(byte b) {
        return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b == 'E';
    }
}
