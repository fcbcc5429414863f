package dev.loadstone.operator.plan;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding as RFC 3986 has it, of UTF-8. */
final class PercentCode {
    private static final String UNRESERVED = "-._~";
    private static final String ALLOWED_IN_PATH_AND_QUERY = UNRESERVED + "!$&'()*+,;=:@/?%[]";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentCode() {}

    /** For a name or value in a query: only what means nothing stays. */
    static String component(String text) {
        return encode(text, UNRESERVED);
    }

    /** For a name or value of a form. */
    static String formComponent(String text) {
        return component(text).replace("%20", "+");
    }

    /** For a path and query that somebody has written by hand: only what no URI may contain is encoded. */
    static String pathAndQuery(String text) {
        return encode(text, ALLOWED_IN_PATH_AND_QUERY);
    }

    private static String encode(String text, String kept) {
        var encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(each));
            }
        }
        return encoded.toString();
    }
}
