package dev.loadstone.runner.scenario;

import io.netty.buffer.ByteBuf;

/** What the captures of one user took in this iteration, by slot. */
final class Captured {
    private final byte[][] bytes;
    private final int[] lengths;
    private final boolean[] json;
    private final long[] takenIn;
    private long iteration = 1;

    Captured(int slots) {
        bytes = new byte[slots][0];
        lengths = new int[slots];
        json = new boolean[slots];
        takenIn = new long[slots];
    }

    /** All at once, whatever their number. */
    void forget() {
        iteration++;
    }

    /** Keeps a value of a document: a string as its characters, anything else as its JSON. */
    void take(int slot, byte[] document, int start, int end) {
        int most = end - start;
        json[slot] = document[start] != '"';
        makeRoom(slot, most);
        if (json[slot]) {
            System.arraycopy(document, start, bytes[slot], 0, most);
            lengths[slot] = most;
        } else {
            lengths[slot] = JsonText.unescape(document, start + 1, end - 1, bytes[slot]);
        }
    }

    /** Keeps a text. */
    void take(int slot, byte[] text) {
        json[slot] = false;
        makeRoom(slot, text.length);
        System.arraycopy(text, 0, bytes[slot], 0, text.length);
        lengths[slot] = text.length;
    }

    private void makeRoom(int slot, int length) {
        if (bytes[slot].length < length) {
            bytes[slot] = new byte[length];
        }
        takenIn[slot] = iteration;
    }

    boolean has(int slot) {
        return takenIn[slot] == iteration;
    }

    /** Whether the value is JSON by itself, and not a text. */
    boolean isJson(int slot) {
        return json[slot];
    }

    void append(int slot, ByteBuf out) {
        out.writeBytes(bytes[slot], 0, lengths[slot]);
    }
}
