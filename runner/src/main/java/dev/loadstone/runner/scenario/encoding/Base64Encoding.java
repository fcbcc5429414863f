package dev.loadstone.runner.scenario.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** Encodes, in place, the end of a buffer as Base64 with padding. */
public final class Base64Encoding {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);

    private Base64Encoding() {}

    /** Encodes what was written from this place on. */
    public static void encode(ByteBuf out, int start) {
        int end = out.writerIndex();
        int groups = (end - start + 2) / 3;
        out.ensureWritable(groups * 4).writerIndex(start + groups * 4);
        // From the end: what is written never overtakes what is still to be read.
        for (int group = groups - 1; group >= 0; group--) {
            int from = start + group * 3;
            int present = Math.min(3, end - from);
            int bits = 0;
            for (int i = 0; i < 3; i++) {
                bits = bits << 8 | (i < present ? out.getByte(from + i) & 0xFF : 0);
            }
            int to = start + group * 4;
            for (int i = 0; i < 4; i++) {
                out.setByte(to + i, i <= present ? ALPHABET[bits >> (18 - 6 * i) & 63] : '=');
            }
        }
    }
}
