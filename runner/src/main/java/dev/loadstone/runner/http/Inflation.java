package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes gzip (RFC 1952) and deflate (RFC 1950, and bare RFC 1951 as some servers send it); one inflater does for all. */
final class Inflation implements AutoCloseable {
    private static final int GZIP = 0x1f8b;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int PIECE_BYTES = 16 * 1024;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final Adler32 adler = new Adler32();

    void gunzip(ByteBuf in, ByteBuf out, int most) throws IOException {
        try {
            do {
                skipHeader(in);
                int start = out.writerIndex();
                raw(in, out, most, crc);
                if (in.readIntLE() != (int) crc.getValue() || in.readIntLE() != out.writerIndex() - start) {
                    throw new IOException("the checksum of gzip is wrong");
                }
            } while (in.readableBytes() > 2 && in.getUnsignedShort(in.readerIndex()) == GZIP);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("gzip is cut off", e);
        }
    }

    private static void skipHeader(ByteBuf in) throws IOException {
        if (in.readUnsignedShort() != GZIP || in.readByte() != 8) {
            throw new IOException("not gzip");
        }
        int flags = in.readByte();
        in.skipBytes(6);
        if ((flags & EXTRA) != 0) {
            in.skipBytes(in.readUnsignedShortLE());
        }
        if ((flags & NAME) != 0) {
            skipText(in);
        }
        if ((flags & COMMENT) != 0) {
            skipText(in);
        }
        if ((flags & HEADER_CRC) != 0) {
            in.skipBytes(2);
        }
    }

    private static void skipText(ByteBuf in) {
        in.skipBytes(in.bytesBefore((byte) 0) + 1);
        if (in.getByte(in.readerIndex() - 1) != 0) {
            throw new IndexOutOfBoundsException("a text without its end");
        }
    }

    void inflate(ByteBuf in, ByteBuf out, int most) throws IOException {
        try {
            boolean wrapped = (in.getByte(in.readerIndex()) & 15) == 8
                    && in.readableBytes() > 1
                    && in.getUnsignedShort(in.readerIndex()) % 31 == 0;
            in.skipBytes(wrapped ? 2 : 0);
            raw(in, out, most, adler);
            if (wrapped && in.readInt() != (int) adler.getValue()) {
                throw new IOException("the checksum of deflate is wrong");
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("deflate is cut off", e);
        }
    }

    private void raw(ByteBuf in, ByteBuf out, int most, Checksum checksum) throws IOException {
        inflater.reset();
        checksum.reset();
        inflater.setInput(in.nioBuffer());
        try {
            while (!inflater.finished()) {
                out.ensureWritable(Math.clamp(most + 1L - out.readableBytes(), 1, PIECE_BYTES));
                ByteBuffer to = out.nioBuffer(out.writerIndex(), out.writableBytes());
                int length = inflater.inflate(to);
                if (length == 0 && !inflater.finished()) {
                    throw new IOException("deflated data is cut off, or needs a dictionary");
                }
                checksum.update(to.flip());
                out.writerIndex(out.writerIndex() + length);
                if (out.readableBytes() > most) {
                    throw new IOException("more than " + most + " bytes");
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("not deflated", e);
        }
        in.skipBytes((int) inflater.getBytesRead());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
