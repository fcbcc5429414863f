package dev.loadstone.runner.scenario.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What stands between the quotes of a JSON string that was found to be well formed. */
public final class JsonText {
    private JsonText() {}

    /** Whether the string's characters are these, as UTF-8. */
    public static boolean equals(byte[] json, int from, int to, byte[] text) {
        int length = to - from;
        for (int i = 0; i < length; i++) {
            byte b = json[from + i];
            if (b == '\\') {
                return equalsUnescaped(json, from, to, text);
            }
            if (i >= text.length || b != text[i]) {
                return false;
            }
        }
        return length == text.length;
    }

    private static boolean equalsUnescaped(byte[] json, int from, int to, byte[] text) {
        var unescaped = new byte[to - from];
        int length = unescape(json, from, to, unescaped);
        return Arrays.equals(unescaped, 0, length, text, 0, text.length);
    }

    /** Writes the string's characters as UTF-8, which never takes more bytes than the string, and returns their number. */
    public static int unescape(byte[] json, int from, int to, byte[] into) {
        int length = 0;
        int at = from;
        while (at < to) {
            byte b = json[at++];
            if (b != '\\') {
                into[length++] = b;
            } else if (json[at] != 'u') {
                into[length++] = (byte) meaning(json[at++]);
            } else {
                int unit = unit(json, at + 1);
                at += 5;
                int character = unit;
                if (Character.isHighSurrogate((char) unit) && isUnit(json, at, to)) {
                    int low = unit(json, at + 2);
                    if (Character.isLowSurrogate((char) low)) {
                        character = Character.toCodePoint((char) unit, (char) low);
                        at += 6;
                    }
                }
                length = encode(character, into, length);
            }
        }
        return length;
    }

    private static boolean isUnit(byte[] json, int at, int to) {
        return at + 6 <= to && json[at] == '\\' && json[at + 1] == 'u';
    }

    private static int unit(byte[] json, int at) {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            unit = unit << 4 | Character.digit(json[at + i], 16);
        }
        return unit;
    }

    private static char meaning(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) escaped;
        };
    }

    /** Half a surrogate pair is no character: it becomes a question mark, as in the JDK's encoder. */
    private static int encode(int character, byte[] into, int at) {
        byte[] bytes = Character.toString(character).getBytes(UTF_8);
        System.arraycopy(bytes, 0, into, at, bytes.length);
        return at + bytes.length;
    }
}
