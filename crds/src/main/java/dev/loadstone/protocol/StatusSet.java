package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.BitSet;

/** A set of HTTP status codes, written as {@code 200}, {@code 2xx}, {@code 200-204} or several of these with commas. */
public final class StatusSet {
    /** What a request expects where it has no check of its own. */
    public static final StatusSet SUCCESS = parse("2xx,3xx");

    private final String text;
    private final BitSet codes = new BitSet(600);

    private StatusSet(String text) {
        this.text = text;
        for (String part : text.split(",", -1)) {
            add(part.strip());
        }
    }

    /** @throws IllegalArgumentException says which part is wrong */
    @JsonCreator
    public static StatusSet parse(String text) {
        return new StatusSet(text);
    }

    private void add(String part) {
        if (part.matches("[1-5]xx")) {
            int first = (part.charAt(0) - '0') * 100;
            codes.set(first, first + 100);
        } else if (part.matches("[1-5][0-9]{2}")) {
            codes.set(Integer.parseInt(part));
        } else if (part.matches("[1-5][0-9]{2}-[1-5][0-9]{2}")) {
            int first = Integer.parseInt(part.substring(0, 3));
            int last = Integer.parseInt(part.substring(4));
            if (last < first) {
                throw new IllegalArgumentException("\"" + part + "\" ends before it starts");
            }
            codes.set(first, last + 1);
        } else {
            throw new IllegalArgumentException(
                    "\"" + part + "\" is no status; write 200, 2xx, 200-204 or several of these with commas");
        }
    }

    public boolean contains(int status) {
        return status >= 0 && codes.get(status);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusSet that && that.codes.equals(codes);
    }

    @Override
    public int hashCode() {
        return codes.hashCode();
    }
}
