package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What the status line and the headers of a response say about where it ends and whether the connection stays. */
final class ResponseHead {
    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONNECTION = "connection:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SET_COOKIE = "set-cookie:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_ENCODING = "content-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "chunked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "close".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(StandardCharsets.US_ASCII);
    /** The place of a letter that tells the headers apart that are looked at and begin with a c. */
    private static final int TELLING = 8;
    /** A longer number would not fit a long. */
    private static final int MOST_DIGITS = 15;

    int status;
    boolean keepAlive;
    boolean chunked;
    /** -1 where none was named. */
    long contentLength;

    int codings;

    void clear() {
        chunked = false;
        codings = ContentCodings.NONE;
        contentLength = -1;
    }

    /** Whether the line is one. */
    boolean readStatusLine(ByteBuf in, int start, int end) {
        int code = start + VERSION.length + 2;
        if (end < code + 3 || !startsWith(in, start, end, VERSION) || in.getByte(code - 1) != ' ') {
            return false;
        }
        status = (int) decimal(in, code, code + 3);
        keepAlive = in.getByte(code - 2) != '0';
        return status >= 100 && (end == code + 3 || in.getByte(code + 3) == ' ');
    }

    /** Whether the line makes sense, as far as it is looked at. */
    boolean readHeader(ByteBuf in, int start, int end) {
        int first = in.getByte(start) | 0x20;
        if (first == 'c' && end - start >= CONNECTION.length) {
            // content-(l)ength, content-(e)ncoding, connecti(o)n: content-(t)ype is in most responses.
            return switch (in.getByte(start + TELLING) | 0x20) {
                case 'l' -> readLength(in, start, end);
                case 'o' -> readConnection(in, start, end);
                case 'e' -> readCodings(in, start, end);
                default -> true;
            };
        }
        if (first == 't' && startsWith(in, start, end, TRANSFER_ENCODING)) {
            chunked = contains(in, start + TRANSFER_ENCODING.length, end, CHUNKED);
        }
        return true;
    }

    static boolean setsCookie(ByteBuf in, int start, int end) {
        return (in.getByte(start) | 0x20) == 's' && startsWith(in, start, end, SET_COOKIE);
    }

    private boolean readLength(ByteBuf in, int start, int end) {
        if (!startsWith(in, start, end, CONTENT_LENGTH)) {
            return true;
        }
        long before = contentLength;
        contentLength = decimal(in, start + CONTENT_LENGTH.length, end);
        return contentLength >= 0 && (before < 0 || before == contentLength);
    }

    private boolean readConnection(ByteBuf in, int start, int end) {
        if (startsWith(in, start, end, CONNECTION)) {
            keepAlive = !contains(in, start + CONNECTION.length, end, CLOSE)
                    && (keepAlive || contains(in, start + CONNECTION.length, end, KEEP_ALIVE));
        }
        return true;
    }

    private boolean readCodings(ByteBuf in, int start, int end) {
        if (startsWith(in, start, end, CONTENT_ENCODING)) {
            int value = start + CONTENT_ENCODING.length;
            codings = ContentCodings.plus(codings, in.toString(value, end - value, StandardCharsets.US_ASCII));
        }
        return true;
    }

    private static boolean startsWith(ByteBuf in, int start, int end, byte[] word) {
        if (end - start < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            int letter = in.getByte(start + i);
            int lower = letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
            if (lower != word[i] && letter != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(ByteBuf in, int start, int end, byte[] word) {
        for (int at = start; at <= end - word.length; at++) {
            if (startsWith(in, at, end, word)) {
                return true;
            }
        }
        return false;
    }

    /** -1 for anything but digits, which spaces may surround. */
    private static long decimal(ByteBuf in, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && in.getByte(from) <= ' ') {
            from++;
        }
        while (to > from && in.getByte(to - 1) <= ' ') {
            to--;
        }
        if (from == to || to - from > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = in.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The size in a chunk's first line, before its extensions; -1 for anything else. */
    static long hexadecimal(ByteBuf in, int start, int end) {
        long value = 0;
        int at = start;
        for (; at < end && in.getByte(at) != ';' && in.getByte(at) > ' '; at++) {
            int digit = Character.digit(in.getByte(at), 16);
            if (digit < 0 || at - start >= MOST_DIGITS) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return at == start ? -1 : value;
    }
}
