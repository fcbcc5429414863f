package dev.loadstone.runner.scenario.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Escapes, in place, the end of a buffer for a JSON string. */
public final class JsonEscaping {
    private static final String HEX = "0123456789abcdef";

    private JsonEscaping() {}

    /** A JSON array of strings. */
    public static byte[] array(List<String> texts) {
        ByteBuf array = Unpooled.buffer().writeByte('[');
        for (String text : texts) {
            if (array.writerIndex() > 1) {
                array.writeByte(',');
            }
            int start = array.writerIndex();
            array.writeCharSequence(text, UTF_8);
            quote(array, start);
        }
        return ByteBufUtil.getBytes(array.writeByte(']'));
    }

    /** Makes what was written from this place on a JSON string, with its quotes. */
    public static void quote(ByteBuf out, int start) {
        escape(out, start, 1);
        out.setByte(start, '"');
        out.writeByte('"');
    }

    /** Makes what was written from this place on fit to stand between quotes. */
    public static void escape(ByteBuf out, int start) {
        escape(out, start, 0);
    }

    /** Escapes and moves it to the right by that many bytes. */
    private static void escape(ByteBuf out, int start, int shift) {
        int end = out.writerIndex();
        int to = end + shift;
        for (int from = start; from < end; from++) {
            to += width(out.getByte(from)) - 1;
        }
        if (to == end) {
            return;
        }
        out.ensureWritable(to - end).writerIndex(to);
        // From the end: what is written never overtakes what is still to be read.
        for (int from = end - 1; from >= start; from--) {
            byte b = out.getByte(from);
            to -= width(b);
            set(out, to, b);
        }
    }

    private static void set(ByteBuf out, int at, byte b) {
        switch (width(b)) {
            case 1 -> out.setByte(at, b);
            case 2 -> {
                out.setByte(at, '\\');
                out.setByte(at + 1, letter(b));
            }
            default -> {
                out.setInt(at, '\\' << 24 | 'u' << 16 | '0' << 8 | '0');
                out.setByte(at + 4, HEX.charAt(b >> 4));
                out.setByte(at + 5, HEX.charAt(b & 15));
            }
        }
    }

    private static int width(byte b) {
        if (b < 0 || b >= ' ') {
            return b == '"' || b == '\\' ? 2 : 1;
        }
        return letter(b) != 0 ? 2 : 6;
    }

    private static int letter(byte b) {
        return switch (b) {
            case '"', '\\' -> b;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }
}
