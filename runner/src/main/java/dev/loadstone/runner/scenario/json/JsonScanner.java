package dev.loadstone.runner.scenario.json;

import dev.loadstone.protocol.JsonPath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds values at a path in one pass over the bytes of a document, without building a tree. It holds for any input: where the
 * document is not well-formed JSON, or nested deeper than {@value #DEEPEST}, there is no value.
 */
public final class JsonScanner {
    static final int DEEPEST = 512;

    /** In place of a step: what lies below is of no interest, it only has to be well formed. */
    private static final int PASS_BY = -1;

    private static final int END = -1;

    /** The bytes of a string that stand for themselves. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, ' ', PLAIN.length, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private static final JsonQuery ROOT = new JsonQuery(JsonPath.parse("$"));

    private byte[] json = {};
    private JsonQuery query = ROOT;
    private int at;
    private int limit;
    private boolean found;
    private int start;
    private int end;
    /** Where all values go; null where the first is enough. */
    private @Nullable JsonMatches all;

    private final JsonMatches first = new JsonMatches();
    /** What follows the value that is looked for does not matter. */
    private boolean stopsThere;

    private boolean wellFormed;

    /**
     * Whether there is a value; if so the first one stands between {@link #start} and {@link #end}.
     *
     * @param known whether the document was found well formed before, so that nobody has to look beyond the value
     */
    public boolean find(byte[] document, int from, int to, JsonQuery path, boolean known) {
        if (path.isPlain()) {
            all = null;
            stopsThere = known;
            boolean there = scan(document, from, to, path);
            stopsThere = false;
            return there;
        }
        walk(document, from, to, path, first, true);
        if (first.size() > 0) {
            start = first.start(0);
            end = first.end(0);
        }
        return first.size() > 0;
    }

    /** Finds all values: none where the document is not well formed. */
    public void findAll(byte[] document, int from, int to, JsonQuery path, JsonMatches matches) {
        if (path.isPlain()) {
            matches.clear();
            all = matches;
            if (!scan(document, from, to, path)) {
                matches.clear();
            }
        } else {
            walk(document, from, to, path, matches, false);
        }
    }

    private void walk(byte[] document, int from, int to, JsonQuery path, JsonMatches matches, boolean firstOnly) {
        matches.clear();
        all = null;
        if (scan(document, from, to, ROOT)) {
            JsonWalk.select(document, start, path, matches, firstOnly);
        }
    }

    private boolean scan(byte[] document, int from, int to, JsonQuery path) {
        json = document;
        query = path;
        at = from;
        limit = to;
        found = false;
        boolean whole = value(0, 0) && peek() == END;
        wellFormed = whole || stopsThere;
        return wellFormed && found;
    }

    /** Whether the last document is well formed. */
    public boolean isWellFormed() {
        return wellFormed;
    }

    /** Index of the first byte of what was found. */
    public int start() {
        return start;
    }

    /** Index after its last byte. */
    public int end() {
        return end;
    }

    private boolean value(int step, int depth) {
        int first = peek();
        int from = at;
        boolean valid =
                switch (first) {
                    case '{' -> depth < DEEPEST && object(step, depth);
                    case '[' -> depth < DEEPEST && array(step, depth);
                    case '"' -> string();
                    case 't' -> word("true");
                    case 'f' -> word("false");
                    case 'n' -> word("null");
                    default -> number();
                };
        if (step == query.length()) {
            found = true;
            start = from;
            end = at;
            if (all != null) {
                all.add(from, at);
            }
            return valid && !stopsThere;
        }
        return valid;
    }

    private boolean object(int step, int depth) {
        at++;
        if (peek() == '}') {
            at++;
            return true;
        }
        while (peek() == '"') {
            int from = at + 1;
            if (!string()) {
                return false;
            }
            boolean leads = descends(step) && query.takesMember(step, json, from, at - 1);
            if (!take(':') || !value(leads ? step + 1 : PASS_BY, depth + 1)) {
                return false;
            }
            if (!take(',')) {
                return take('}');
            }
        }
        return false;
    }

    private boolean array(int step, int depth) {
        at++;
        if (peek() == ']') {
            at++;
            return true;
        }
        int place = 0;
        do {
            boolean leads = descends(step) && query.takesElement(step, place);
            if (!value(leads ? step + 1 : PASS_BY, depth + 1)) {
                return false;
            }
            place++;
        } while (take(','));
        return take(']');
    }

    private boolean descends(int step) {
        return (!found || all != null) && step != PASS_BY && step < query.length();
    }

    private boolean string() {
        at++;
        while (passPlain()) {
            byte b = json[at++];
            if (b == '"') {
                return true;
            }
            if (b != '\\' || !escape()) {
                return false;
            }
        }
        return false;
    }

    /** Goes on to the next byte of a string that is a quote, a backslash or must not be there; false at the end of all. */
    private boolean passPlain() {
        // Locals, because this loop sees most of the bytes of most documents.
        byte[] bytes = json;
        int end = limit;
        int next = at;
        while (next < end && PLAIN[bytes[next] & 0xFF]) {
            next++;
        }
        at = next;
        return next < end;
    }

    private boolean escape() {
        int escaped = at < limit ? json[at++] : END;
        if (escaped != 'u') {
            return escaped != END && "\"\\/bfnrt".indexOf(escaped) >= 0;
        }
        int last = at + 4;
        while (at < last && at < limit && Character.digit(json[at], 16) >= 0) {
            at++;
        }
        return at == last;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= limit || json[at++] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        skip('-');
        if (!skip('0') && !digits()) {
            return false;
        }
        if (skip('.') && !digits()) {
            return false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (at < limit && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at > from;
    }

    private boolean skip(char expected) {
        boolean there = at < limit && json[at] == expected;
        at += there ? 1 : 0;
        return there;
    }

    private boolean take(char expected) {
        peek();
        return skip(expected);
    }

    /** The next byte that is not white space. */
    private int peek() {
        while (at < limit) {
            byte b = json[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return END;
    }
}
