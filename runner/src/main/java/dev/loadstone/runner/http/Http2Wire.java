package dev.loadstone.runner.http;

/** The numbers of HTTP/2 (RFC 9113). */
final class Http2Wire {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    /** Of streams, and of SETTINGS and PING. */
    static final int END_STREAM = 1;

    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int PRIORITIZED = 0x20;

    static final int HEADER_TABLE_SIZE = 1;
    static final int ENABLE_PUSH = 2;
    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int MAX_HEADER_LIST_SIZE = 6;

    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;

    static final int HEAD_BYTES = 9;
    /** Every peer takes frames of this size, and larger ones gain nothing. */
    static final int FRAME_BYTES = 16 * 1024;

    static final int MOST_FRAME_BYTES = (1 << 24) - 1;
    /** Where both sides begin. */
    static final int WINDOW_BYTES = 65_535;

    private Http2Wire() {}
}
