package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;

/** What the server's settings allow. */
final class Http2Limits {
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final int SETTING_BYTES = 6;

    /** At a time. */
    int streams = Integer.MAX_VALUE;

    int streamWindow = Http2Wire.WINDOW_BYTES;
    long headerListBytes = Long.MAX_VALUE;
    /** The least that was ever said: what the peer has thrown away it does not have again when there is more room. */
    long tableBytes = HpackTable.MOST_BYTES;

    void read(ByteBuf in, int end) throws Http2Fault {
        if ((end - in.readerIndex()) % SETTING_BYTES != 0) {
            throw new Http2Fault(Http2Fault.FRAME_SIZE);
        }
        while (in.readerIndex() < end) {
            take(in.readUnsignedShort(), in.readInt() & UNSIGNED);
        }
    }

    private void take(int number, long value) throws Http2Fault {
        switch (number) {
            case Http2Wire.HEADER_TABLE_SIZE -> tableBytes = Math.min(tableBytes, value);
            case Http2Wire.ENABLE_PUSH -> check(value == 0, Http2Fault.PROTOCOL);
            case Http2Wire.MAX_CONCURRENT_STREAMS -> streams = (int) Math.min(value, Integer.MAX_VALUE);
            case Http2Wire.INITIAL_WINDOW_SIZE -> {
                check(value <= Integer.MAX_VALUE, Http2Fault.FLOW_CONTROL);
                streamWindow = (int) value;
            }
            case Http2Wire.MAX_FRAME_SIZE ->
                check(value >= Http2Wire.FRAME_BYTES && value <= Http2Wire.MOST_FRAME_BYTES, Http2Fault.PROTOCOL);
            case Http2Wire.MAX_HEADER_LIST_SIZE -> headerListBytes = value;
            default -> {
                // Extensions, which are to be ignored.
            }
        }
    }

    private static void check(boolean holds, int code) throws Http2Fault {
        if (!holds) {
            throw new Http2Fault(code);
        }
    }
}
