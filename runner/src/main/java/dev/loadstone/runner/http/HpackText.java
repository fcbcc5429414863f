package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The name or the value of a field, decoded into a buffer that serves the next one too. */
final class HpackText {
    private static final int BYTES = 128;

    private byte[] own = new byte[BYTES];
    private byte[] bytes = own;
    private int length;

    void set(byte[] text) {
        bytes = text;
        length = text.length;
    }

    void read(ByteBuf in, int coded, boolean huffman) throws Http2Fault {
        // The shortest code has five bits.
        int most = huffman ? coded * 8 / 5 + 1 : coded;
        if (own.length < most) {
            own = new byte[Math.max(most, 2 * own.length)];
        }
        bytes = own;
        int start = in.readerIndex();
        if (huffman) {
            length = HpackHuffman.decode(in, start, start + coded, own, 0);
            if (length < 0) {
                throw new Http2Fault(Http2Fault.COMPRESSION);
            }
            in.skipBytes(coded);
        } else {
            in.readBytes(own, 0, coded);
            length = coded;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return bytes == own ? Arrays.copyOf(own, length) : bytes;
    }
}
