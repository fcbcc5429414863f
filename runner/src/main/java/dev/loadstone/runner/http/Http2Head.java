package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** The fields of a response: what they say of its body, and as header lines where somebody wants them. */
final class Http2Head implements HpackDecoder.Fields {
    private static final int CRLF = 0x0D0A;
    private static final int COLON = 0x3A20;
    private static final byte[] STATUS = ":status".getBytes(ISO_8859_1);
    private static final byte[] CONTENT_ENCODING = "content-encoding".getBytes(ISO_8859_1);
    private static final byte[] CONTENT_LENGTH = "content-length".getBytes(ISO_8859_1);
    /** A longer number would not fit a long. */
    private static final int MOST_DIGITS = 15;

    private static final int SWITCHING = 101;

    private ByteBuf lines = Unpooled.EMPTY_BUFFER;
    private boolean readsBody;
    private int status;
    private int codings;
    private long contentLength;

    private int code;
    private boolean plain;
    private boolean malformed;

    void open(ByteBuf into, boolean readsBody) {
        this.readsBody = readsBody;
        lines = into;
        status = 0;
        codings = ContentCodings.NONE;
        contentLength = -1;
    }

    /** A block of fields begins. */
    void begin() {
        code = 0;
        plain = false;
        malformed = false;
    }

    /** Whether the block made sense. */
    boolean end() {
        if (status != 0) {
            return !malformed;
        }
        if (code >= 200) {
            status = code;
        }
        return !malformed && code >= 100 && code != SWITCHING;
    }

    @Override
    public boolean wants(byte[] name, int length) {
        if (length > 0 && name[0] == ':') {
            malformed |= plain || status != 0 || code != 0 || !is(STATUS, name, length);
            return true;
        }
        plain = true;
        malformed |= !isName(name, length);
        return isFinal()
                && (lines != Unpooled.EMPTY_BUFFER
                        || is(CONTENT_LENGTH, name, length)
                        || readsBody && is(CONTENT_ENCODING, name, length));
    }

    @Override
    public void field(byte[] name, int nameLength, byte[] value, int valueLength) {
        if (malformed) {
            return;
        }
        if (name[0] == ':') {
            code = valueLength == 3 ? (int) decimal(value, 3) : 0;
            return;
        }
        if (is(CONTENT_LENGTH, name, nameLength)) {
            long before = contentLength;
            contentLength = decimal(value, valueLength);
            malformed = contentLength < 0 || before >= 0 && before != contentLength;
        } else if (readsBody && is(CONTENT_ENCODING, name, nameLength)) {
            codings = ContentCodings.plus(codings, new String(value, 0, valueLength, ISO_8859_1));
        }
        if (lines != Unpooled.EMPTY_BUFFER) {
            malformed |= !isValue(value, valueLength);
            lines.writeBytes(name, 0, nameLength).writeShort(COLON);
            lines.writeBytes(value, 0, valueLength).writeShort(CRLF);
        }
    }

    /** Neither an interim response nor trailers. */
    private boolean isFinal() {
        return status == 0 && code >= 200;
    }

    private static boolean is(byte[] wanted, byte[] name, int length) {
        return length == wanted.length && Arrays.equals(name, 0, length, wanted, 0, length);
    }

    private static boolean isName(byte[] name, int length) {
        for (int i = 0; i < length; i++) {
            if (name[i] <= ' ' || name[i] == ':' || name[i] == 0x7f || name[i] >= 'A' && name[i] <= 'Z') {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean isValue(byte[] value, int length) {
        for (int i = 0; i < length; i++) {
            if (value[i] == 0 || value[i] == '\r' || value[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    /** -1 for anything but digits. */
    private static long decimal(byte[] text, int length) {
        long value = length == 0 || length > MOST_DIGITS ? -1 : 0;
        for (int i = 0; i < length && value >= 0; i++) {
            int digit = text[i] - '0';
            value = digit < 0 || digit > 9 ? -1 : value * 10 + digit;
        }
        return value;
    }

    /** 0 until the response's own head has come. */
    int status() {
        return status;
    }

    int codings() {
        return codings;
    }

    /** -1 where none was named. */
    long contentLength() {
        return contentLength;
    }

    ByteBuf lines() {
        return lines;
    }

    void close() {
        lines.release();
        lines = Unpooled.EMPTY_BUFFER;
    }
}
