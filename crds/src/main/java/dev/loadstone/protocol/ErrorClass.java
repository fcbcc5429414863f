package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;

/** Why requests failed, for counting: a kind, and for an unexpected status its code. Written {@code timeout}, {@code status 503}. */
public record ErrorClass(Kind kind, int status) implements Comparable<ErrorClass> {
    public ErrorClass {
        Objects.requireNonNull(kind, "kind is null");
        if (kind == Kind.STATUS ? status < 100 || status > 999 : status != 0) {
            throw new IllegalArgumentException("not an error class: " + kind + " " + status);
        }
    }

    public static ErrorClass of(Kind kind) {
        return new ErrorClass(kind, 0);
    }

    public static ErrorClass ofStatus(int status) {
        return new ErrorClass(Kind.STATUS, status);
    }

    @JsonCreator
    public static ErrorClass parse(String text) {
        int space = text.indexOf(' ');
        var kind = Kind.valueOf((space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT));
        return new ErrorClass(kind, space < 0 ? 0 : Integer.parseInt(text.substring(space + 1)));
    }

    @JsonValue
    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.STATUS ? word + " " + status : word;
    }

    @Override
    public int compareTo(ErrorClass other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : Integer.compare(status, other.status);
    }

    /** What went wrong first. */
    public enum Kind {
        /** The name has no address. */
        DNS,
        /** The name's addresses are ones that load may not go to. */
        POLICY,
        /** No connection: refused, unreachable, or not within the connect timeout. */
        CONNECT,
        /** The TLS handshake failed. */
        TLS,
        /** No whole response within the request timeout. */
        TIMEOUT,
        /** The connection closed before the response was whole. */
        CLOSED,
        /** What came is not HTTP. */
        PROTOCOL,
        /** The body is larger than the limit, or can't be decoded. */
        BODY,
        /** A redirect that is not followed: one too many, or to a host that is no target of the test. */
        REDIRECT,
        /** A status that the request does not expect. */
        STATUS,
        /** A fatal check of the body failed. */
        CHECK,
        /** A capture found nothing. */
        CAPTURE
    }
}
