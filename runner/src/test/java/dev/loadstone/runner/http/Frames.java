package dev.loadstone.runner.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** HTTP/2 by hand, for servers that misbehave. */
final class Frames {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int PING = 6;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    /** Of a stream, and of a block of headers. */
    static final int ENDS = 1 | 4;

    /** The static table of HPACK has it. */
    private static final byte[] STATUS_200 = {(byte) 0x88};

    /** A frame as it came. */
    record Frame(int type, int flags, int stream, byte[] payload) {}

    private Frames() {}

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        var out = new ByteArrayOutputStream();
        int length = payload.length;
        out.writeBytes(new byte[] {
            (byte) (length >> 16),
            (byte) (length >> 8),
            (byte) length,
            (byte) type,
            (byte) flags,
            (byte) (stream >> 24),
            (byte) (stream >> 16),
            (byte) (stream >> 8),
            (byte) stream
        });
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** The server's preface. */
    static byte[] settings() {
        return frame(SETTINGS, 0, 0);
    }

    /** At most so many streams at a time. */
    static byte[] settings(int streams) {
        return frame(SETTINGS, 0, 0, (byte) 0, (byte) 3, (byte) 0, (byte) 0, (byte) (streams >> 8), (byte) streams);
    }

    static byte[] ok(int stream) {
        return frame(HEADERS, ENDS, stream, STATUS_200);
    }

    /** The head of a response whose body follows. */
    static byte[] begins(int stream) {
        return frame(HEADERS, 4, stream, STATUS_200);
    }

    static byte[] reset(int stream, int code) {
        return frame(RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) code);
    }

    static byte[] goAway(int lastStream, int code) {
        return frame(GOAWAY, 0, 0, (byte) 0, (byte) 0, (byte) 0, (byte) lastStream, (byte) 0, (byte) 0, (byte) 0, (byte)
                code);
    }

    /** Skips the client's preface, and says this one. */
    static void greet(Peer.Line line, byte[] settings) throws IOException {
        line.in().skipNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
        line.say(settings);
    }

    /** The stream of the next request; whatever else comes is skipped. */
    static int request(Peer.Line line) throws IOException {
        return next(line, HEADERS).stream();
    }

    static Frame next(Peer.Line line, int type) throws IOException {
        Frame frame = read(line.in());
        while (frame.type() != type) {
            frame = read(line.in());
        }
        return frame;
    }

    private static Frame read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(9);
        if (head.length < 9) {
            throw new IOException("the client closed");
        }
        byte[] payload = in.readNBytes((head[0] & 255) << 16 | (head[1] & 255) << 8 | head[2] & 255);
        int stream = (head[5] & 127) << 24 | (head[6] & 255) << 16 | (head[7] & 255) << 8 | head[8] & 255;
        return new Frame(head[3], head[4], stream, payload);
    }
}
