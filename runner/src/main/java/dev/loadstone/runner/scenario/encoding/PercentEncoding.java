package dev.loadstone.runner.scenario.encoding;

import io.netty.buffer.ByteBuf;
import java.util.BitSet;

/** Percent-encodes, in place, the end of a buffer: all bytes but those that this encoding keeps. */
public final class PercentEncoding {
    /** For a component of a URL: keeps what RFC 3986 calls unreserved. */
    public static final PercentEncoding COMPONENT = new PercentEncoding(letters("-._~"));

    /** For a whole path and query that should be encoded already: encodes only what would end the request line or is not ASCII. */
    public static final PercentEncoding REQUEST_TARGET = new PercentEncoding(visible());

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private final boolean[] kept = new boolean[256];

    private PercentEncoding(BitSet keeps) {
        keeps.stream().forEach(b -> kept[b] = true);
    }

    private static BitSet letters(String more) {
        var keeps = new BitSet();
        keeps.set('0', '9' + 1);
        keeps.set('A', 'Z' + 1);
        keeps.set('a', 'z' + 1);
        more.chars().forEach(keeps::set);
        return keeps;
    }

    private static BitSet visible() {
        var keeps = new BitSet();
        keeps.set('!', '~' + 1);
        return keeps;
    }

    /** Encodes what was written from this place on. */
    public void encode(ByteBuf out, int start) {
        int end = out.writerIndex();
        int encoded = 0;
        for (int from = start; from < end; from++) {
            encoded += kept[out.getByte(from) & 0xFF] ? 0 : 1;
        }
        if (encoded == 0) {
            return;
        }
        int to = end + 2 * encoded;
        out.ensureWritable(to - end).writerIndex(to);
        // From the end: what is written never overtakes what is still to be read.
        for (int from = end - 1; from >= start; from--) {
            int b = out.getByte(from) & 0xFF;
            if (kept[b]) {
                out.setByte(--to, b);
            } else {
                out.setByte(--to, HEX[b & 15]);
                out.setByte(--to, HEX[b >> 4]);
                out.setByte(--to, '%');
            }
        }
    }
}
