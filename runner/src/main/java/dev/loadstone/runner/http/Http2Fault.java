package dev.loadstone.runner.http;

/** The server broke the rules of HTTP/2 in a way that a connection does not survive. */
final class Http2Fault extends Exception {
    static final int PROTOCOL = 1;
    static final int FLOW_CONTROL = 3;
    static final int FRAME_SIZE = 6;
    static final int COMPRESSION = 9;
    static final int ENHANCE_YOUR_CALM = 11;

    private static final long serialVersionUID = 1;

    private final int code;

    Http2Fault(int code) {
        super("HTTP/2 error " + code, null, false, false);
        this.code = code;
    }

    /** What a GOAWAY says of it. */
    int code() {
        return code;
    }
}
