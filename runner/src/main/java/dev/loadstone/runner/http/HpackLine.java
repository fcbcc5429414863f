package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Locale;
import java.util.Set;

/**
 * A header line of HTTP/1.1 and the field that it is in HTTP/2.
 *
 * @param name empty where HTTP/2 has no such field
 * @param number how many fields were put into the peer's table before this one
 */
record HpackLine(ByteBuf line, ByteBuf name, ByteBuf value, int number) {
    static final String AUTHORITY = ":authority";

    /** What they say is about one HTTP/1.1 connection (RFC 9113, 8.2.2). */
    private static final Set<String> OF_CONNECTION = Set.of(
            "", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "http2-settings", "upgrade");

    static HpackLine of(ByteBuf in, int start, int length, int number) {
        String line = in.toString(start, length, US_ASCII);
        int colon = Math.max(0, line.indexOf(':'));
        ByteBuf copy = Unpooled.buffer(length, length).writeBytes(in, start, length);
        String name =
                field(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(Math.min(length, colon + 1)));
        ByteBuf value = copy.slice(colon + 1, length - colon - 1);
        trim(value);
        return new HpackLine(copy, Unpooled.copiedBuffer(name, US_ASCII), value, number);
    }

    private static void trim(ByteBuf value) {
        while (value.isReadable() && isBlank(value.getByte(value.readerIndex()))) {
            value.skipBytes(1);
        }
        while (value.isReadable() && isBlank(value.getByte(value.writerIndex() - 1))) {
            value.writerIndex(value.writerIndex() - 1);
        }
    }

    private static boolean isBlank(int letter) {
        return letter == ' ' || letter == '\t';
    }

    private static String field(String name, String value) {
        if (name.equals("host")) {
            return AUTHORITY;
        }
        boolean dropped = OF_CONNECTION.contains(name)
                || name.equals("te") && !value.strip().equalsIgnoreCase("trailers");
        return dropped ? "" : name;
    }

    boolean isDropped() {
        return !name.isReadable();
    }

    boolean isAuthority() {
        return !isDropped() && name.getByte(0) == ':';
    }

    boolean is(ByteBuf in, int start, int length) {
        return line.writerIndex() == length && ByteBufUtil.equals(line, 0, in, start, length);
    }

    boolean isNamedLike(HpackLine other) {
        return name.equals(other.name);
    }

    /** As the specification counts it. */
    int size() {
        return name.readableBytes() + value.readableBytes() + HpackField.OVERHEAD_BYTES;
    }
}
