package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Writes the heads of HTTP/1.1 requests as blocks of header fields. Most differ from one before them in their path alone, and
 * the rest is copied; without Huffman's code, which saves bytes for time.
 */
final class HpackEncoder {
    private static final int METHOD = 2;
    private static final int PATH = 4;
    private static final int HTTP = 6;
    private static final int HTTPS = 7;
    private static final ByteBuf GET = Unpooled.copiedBuffer("GET", US_ASCII);
    private static final ByteBuf POST = Unpooled.copiedBuffer("POST", US_ASCII);
    private static final int MEMOS = 4;

    /** What the same lines were encoded as, while the table had so many fields. */
    private record Memo(ByteBuf lines, ByteBuf block, int fields) {}

    private final HpackLines table = new HpackLines();
    private final Memo[] memos = new Memo[MEMOS];
    private final int scheme;
    private int oldest;
    private boolean repeatable;

    HpackEncoder(String scheme) {
        this.scheme = 0x80 | (scheme.equals("http") ? HTTP : HTTPS);
    }

    void limit(long tableBytes) {
        table.limit(tableBytes);
    }

    /** Whether the head is no more than this, as the specification counts it; most servers say nothing of the kind. */
    boolean fits(ByteBuf request, long mostBytes) {
        if (mostBytes > Integer.MAX_VALUE) {
            return true;
        }
        // Its method, its path and its scheme, for which the version and the spaces stand.
        long size = ":method:path:scheme".length() + 3 * HpackField.OVERHEAD_BYTES + (scheme == (0x80 | HTTP) ? 4 : 5);
        int start = request.readerIndex();
        int length = request.bytesBefore((byte) '\n');
        size += length - " HTTP/1.1\r".length() - 1;
        for (int at = start + length + 1; ; at += length + 1) {
            length = request.bytesBefore(at, request.writerIndex() - at, (byte) '\n');
            int bare = bare(request, at, length);
            if (bare <= 0) {
                return size <= mostBytes;
            }
            HpackLine line = HpackLine.of(request, at, bare, 0);
            size += line.isDropped() ? 0 : line.size();
        }
    }

    /** Takes the head from the request, of which the body is left. */
    void encode(ByteBuf request, ByteBuf out) {
        table.writeLimit(out);
        int start = request.readerIndex();
        int method = request.bytesBefore((byte) ' ');
        int path = start + method + 1;
        int pathLength = request.bytesBefore(path, request.writerIndex() - path, (byte) ' ');
        method(request, start, method, out);
        if (pathLength == 1 && request.getByte(path) == '/') {
            out.writeByte(0x80 | PATH);
        } else {
            out.writeByte(PATH);
            text(out, request, path, pathLength);
        }
        out.writeByte(scheme);
        int line = path + pathLength + 1;
        request.readerIndex(line + request.bytesBefore(line, request.writerIndex() - line, (byte) '\n') + 1);
        for (Memo memo : memos) {
            if (memo != null && memo.fields == table.fields() && startsWith(request, memo.lines)) {
                out.writeBytes(memo.block, 0, memo.block.writerIndex());
                request.skipBytes(memo.lines.writerIndex());
                return;
            }
        }
        lines(request, out);
    }

    private static boolean startsWith(ByteBuf request, ByteBuf lines) {
        int length = lines.writerIndex();
        return request.readableBytes() >= length
                && ByteBufUtil.equals(request, request.readerIndex(), lines, 0, length);
    }

    private static void method(ByteBuf request, int start, int length, ByteBuf out) {
        if (length == GET.writerIndex() && ByteBufUtil.equals(request, start, GET, 0, length)) {
            out.writeByte(0x80 | METHOD);
        } else if (length == POST.writerIndex() && ByteBufUtil.equals(request, start, POST, 0, length)) {
            out.writeByte(0x80 | METHOD + 1);
        } else {
            out.writeByte(METHOD);
            text(out, request, start, length);
        }
    }

    private void lines(ByteBuf request, ByteBuf out) {
        int start = request.readerIndex();
        int from = out.writerIndex();
        int fields = table.fields();
        repeatable = true;
        // Fields whose names begin with a colon come before all others.
        walk(request, start, true, out);
        int end = walk(request, start, false, out);
        if (repeatable && fields == table.fields()) {
            ByteBuf block = Unpooled.copiedBuffer(out.slice(from, out.writerIndex() - from));
            memos[oldest] = new Memo(Unpooled.copiedBuffer(request.slice(start, end - start)), block, fields);
            oldest = (oldest + 1) % MEMOS;
        }
        request.readerIndex(end);
    }

    private int walk(ByteBuf request, int start, boolean authority, ByteBuf out) {
        for (int at = start; ; ) {
            int length = request.bytesBefore(at, request.writerIndex() - at, (byte) '\n');
            int next = at + length + 1;
            int bare = bare(request, at, length);
            if (bare <= 0) {
                return next;
            }
            line(request, at, bare, authority, out);
            at = next;
        }
    }

    private static int bare(ByteBuf request, int start, int length) {
        return length > 0 && request.getByte(start + length - 1) == '\r' ? length - 1 : length;
    }

    private void line(ByteBuf request, int start, int length, boolean authority, ByteBuf out) {
        HpackLine known = table.find(request, start, length);
        HpackLine line = known == null ? HpackLine.of(request, start, length, table.fields()) : known;
        if (line.isAuthority() != authority) {
            return;
        }
        if (known == null && table.take(line)) {
            write(line, 0x40, 0x3f, 0, out);
        } else if (known == null) {
            repeatable &= line.isDropped();
            HpackLine namesake = table.namesake(line);
            write(line, 0, 0xf, namesake == null ? 0 : table.index(namesake), out);
        } else if (!line.isDropped()) {
            number(out, 0x80, 0x7f, table.index(line));
        }
    }

    private static void write(HpackLine line, int kind, int mask, int name, ByteBuf out) {
        if (line.isDropped()) {
            return;
        }
        number(out, kind, mask, name);
        if (name == 0) {
            text(out, line.name(), 0, line.name().writerIndex());
        }
        text(out, line.value(), line.value().readerIndex(), line.value().readableBytes());
    }

    private static void text(ByteBuf out, ByteBuf from, int start, int length) {
        number(out, 0, 0x7f, length);
        out.writeBytes(from, start, length);
    }

    static void number(ByteBuf out, int kind, int mask, int number) {
        if (number < mask) {
            out.writeByte(kind | number);
            return;
        }
        out.writeByte(kind | mask);
        int rest = number - mask;
        for (; rest >= 0x80; rest >>>= 7) {
            out.writeByte(rest & 0x7f | 0x80);
        }
        out.writeByte(rest);
    }
}
