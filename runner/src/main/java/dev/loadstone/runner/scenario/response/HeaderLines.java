package dev.loadstone.runner.scenario.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Walks over the header lines of a response, each of which ends in CRLF. */
public final class HeaderLines {
    private final byte[] bytes;
    private final int end;
    private int next;
    private int line;
    private int lineEnd;
    private int colon;

    HeaderLines(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.end = end;
        next = start;
    }

    public HeaderLines(Snapshot head) {
        this(head.bytes(), head.start(), head.end());
    }

    /** Goes on to the next line that is a header; false where there is none. */
    public boolean next() {
        while (next < end) {
            line = next;
            int feed = line;
            while (feed < end && bytes[feed] != '\n') {
                feed++;
            }
            next = feed + 1;
            lineEnd = feed > line && bytes[feed - 1] == '\r' ? feed - 1 : feed;
            colon = line;
            while (colon < lineEnd && bytes[colon] != ':') {
                colon++;
            }
            if (colon < lineEnd) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line's header has this name, which is in lower case. */
    public boolean isNamed(byte[] name) {
        if (colon - line != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            int letter = bytes[line + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != name[i]) {
                return false;
            }
        }
        return true;
    }

    String name() {
        return new String(bytes, line, colon - line, ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    /** Without the white space around it; each byte is a character. */
    public String value() {
        return new String(bytes, colon + 1, lineEnd - colon - 1, ISO_8859_1).strip();
    }

    /** The values of all lines with this name, which is in lower case. */
    public static List<String> values(Snapshot head, byte[] name) {
        var values = new ArrayList<String>();
        for (var lines = new HeaderLines(head); lines.next(); ) {
            if (lines.isNamed(name)) {
                values.add(lines.value());
            }
        }
        return values;
    }

    /** All headers by their names in lower case; several lines of one name are joined by commas. */
    static Map<String, String> all(byte[] head, int length) {
        var all = new LinkedHashMap<String, String>();
        for (var lines = new HeaderLines(head, 0, length); lines.next(); ) {
            all.merge(lines.name(), lines.value(), (before, value) -> before + ", " + value);
        }
        return all;
    }
}
