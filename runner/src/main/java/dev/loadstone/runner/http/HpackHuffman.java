package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;

/** Huffman's code of HPACK (RFC 7541, appendix B), which is canonical: the lengths of the codes say all about them. */
final class HpackHuffman {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 30;
    private static final int SYMBOLS = 257;
    private static final int END = 256;
    /** The length of each symbol's code: A is the shortest. */
    private static final String LENGTHS =
            "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHFIBCCCCCCCCCCCCCCCCCCCCCC"
                    + "DCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIXPRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSS"
                    + "QQRQSRSSPRRRSRRSVVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWVZ";

    private static final int[] SORTED = new int[SYMBOLS];
    /** For each length the first number, of LONGEST bits, that is no code of it; and the place of its last symbol. */
    private static final int[] LIMIT = new int[LONGEST + 1];

    private static final int[] LAST = new int[LONGEST + 1];

    static {
        int next = 0;
        int code = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
                    SORTED[next++] = symbol;
                    code += 1 << LONGEST - length;
                }
            }
            LIMIT[length] = code;
            LAST[length] = next - 1;
        }
    }

    private HpackHuffman() {}

    /** Appends what the bytes mean, of which each can mean at most two; -1 where they are no such code, else the new length. */
    static int decode(ByteBuf in, int start, int end, byte[] out, int outLength) {
        long bits = 0;
        int count = 0;
        int length = outLength;
        for (int at = start; at < end || count >= SHORTEST; ) {
            while (count < LONGEST && at < end) {
                bits = bits << 8 | in.getByte(at++) & 0xff;
                count += 8;
            }
            int window = (int)
                            (count >= LONGEST
                                    ? bits >>> count - LONGEST
                                    : bits << LONGEST - count | (1L << LONGEST - count) - 1)
                    & (1 << LONGEST) - 1;
            int size = SHORTEST;
            while (size < LONGEST && window >= LIMIT[size]) {
                size++;
            }
            if (size > count) {
                break;
            }
            int symbol = SORTED[LAST[size] - (LIMIT[size] - 1 - window >>> LONGEST - size)];
            if (symbol == END) {
                return -1;
            }
            out[length++] = (byte) symbol;
            count -= size;
        }
        long padding = bits & (1L << count) - 1;
        return count < 8 && padding == (1L << count) - 1 ? length : -1;
    }
}
