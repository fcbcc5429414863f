package dev.loadstone.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A header field in a table of HPACK; nobody changes the bytes. */
@SuppressWarnings("ArrayRecordComponent")
record HpackField(byte[] name, byte[] value) {
    /** What the specification adds to the length of each. */
    static final int OVERHEAD_BYTES = 32;

    static HpackField of(String name, String value) {
        return new HpackField(name.getBytes(ISO_8859_1), value.getBytes(ISO_8859_1));
    }

    int size() {
        return name.length + value.length + OVERHEAD_BYTES;
    }
}
