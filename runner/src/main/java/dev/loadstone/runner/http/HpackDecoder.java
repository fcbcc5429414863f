package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;

/** Reads blocks of header fields where they lie: a field that nobody wants and that no table takes is skipped undecoded. */
final class HpackDecoder {
    /** Who is told of the fields. */
    interface Fields {
        /** Whether the value matters; the name is checked here. */
        boolean wants(byte[] name, int length);

        void field(byte[] name, int nameLength, byte[] value, int valueLength);
    }

    private static final int INDEXED = 0x80;
    private static final int KEPT = 0x40;
    private static final int LIMIT = 0x20;
    private static final int MOST_SHIFT = 21;

    private final HpackTable table = new HpackTable();
    private final HpackText name = new HpackText();
    private final HpackText value = new HpackText();
    private final int mostBytes;

    HpackDecoder(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whether it is no more than the most bytes once it is unfolded; beyond them nobody is told. */
    boolean decode(ByteBuf in, int end, Fields fields) throws Http2Fault {
        int size = 0;
        while (in.readerIndex() < end) {
            int first = in.readByte() & 0xff;
            if (first >= INDEXED) {
                HpackField field = table.get(number(in, end, first, 0x7f));
                size += field.size();
                tell(fields, size, field);
            } else if ((first & 0xe0) == LIMIT) {
                check(size == 0);
                table.limit(number(in, end, first, 0x1f));
            } else {
                size += literal(in, end, first, size, fields);
            }
        }
        return size <= mostBytes;
    }

    private void tell(Fields fields, int size, HpackField field) {
        if (size <= mostBytes && fields.wants(field.name(), field.name().length)) {
            fields.field(field.name(), field.name().length, field.value(), field.value().length);
        }
    }

    private int literal(ByteBuf in, int end, int first, int size, Fields fields) throws Http2Fault {
        boolean kept = first >= KEPT;
        int number = number(in, end, first, kept ? 0x3f : 0xf);
        if (number > 0) {
            name.set(table.get(number).name());
        } else {
            text(in, end, name, true);
        }
        boolean wanted = size <= mostBytes && fields.wants(name.bytes(), name.length());
        int bytes = text(in, end, value, kept || wanted);
        if (kept) {
            table.add(new HpackField(name.copy(), value.copy()));
        }
        int grown = name.length() + bytes + HpackField.OVERHEAD_BYTES;
        if (wanted && size + grown <= mostBytes) {
            fields.field(name.bytes(), name.length(), value.bytes(), value.length());
        }
        return grown;
    }

    /** Its length, which is that of its code where it is skipped. */
    private static int text(ByteBuf in, int end, HpackText into, boolean wanted) throws Http2Fault {
        check(in.readerIndex() < end);
        int first = in.readByte() & 0xff;
        int length = number(in, end, first, 0x7f);
        check(length <= end - in.readerIndex());
        if (wanted) {
            into.read(in, length, first >= INDEXED);
        } else {
            in.skipBytes(length);
        }
        return wanted ? into.length() : length;
    }

    private static int number(ByteBuf in, int end, int first, int mask) throws Http2Fault {
        int number = first & mask;
        if (number < mask) {
            return number;
        }
        for (int shift = 0; ; shift += 7) {
            check(in.readerIndex() < end && shift <= MOST_SHIFT);
            int next = in.readByte();
            number += (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static void check(boolean holds) throws Http2Fault {
        if (!holds) {
            throw new Http2Fault(Http2Fault.COMPRESSION);
        }
    }
}
