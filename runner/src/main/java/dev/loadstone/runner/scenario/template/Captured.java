package dev.loadstone.runner.scenario.template;

import dev.loadstone.runner.scenario.json.JsonText;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** What one user captured and set, by slot: for its iteration, or for its life. */
public final class Captured {
    private static final byte[] EMPTY = {};

    private final byte[][] bytes;
    private final int[] lengths;
    private final boolean[] json;
    /** The iteration in which it was taken, or the negative life that it holds for; 0 for never. */
    private final long[] takenIn;

    private long iteration = 1;
    private long life = 1;
    private boolean forLife;

    public Captured(int slots) {
        bytes = new byte[slots][];
        Arrays.fill(bytes, EMPTY);
        lengths = new int[slots];
        json = new boolean[slots];
        takenIn = new long[slots];
    }

    /** All at once, whatever their number. */
    public void forgetAll() {
        life++;
        iteration++;
    }

    /** What is not for life. */
    public void forgetIteration() {
        iteration++;
    }

    /** Whether what is taken from now on is for life. */
    public void keepForLife(boolean forLife) {
        this.forLife = forLife;
    }

    /** Keeps a value of a document: a string as its characters, anything else as its JSON. */
    public void take(int slot, byte[] document, int start, int end) {
        if (start == end || document[start] != '"') {
            takeAs(slot, document, start, end, true);
            return;
        }
        makeRoom(slot, end - start);
        json[slot] = false;
        lengths[slot] = JsonText.unescape(document, start + 1, end - 1, bytes[slot]);
    }

    /** Keeps a text. */
    public void take(int slot, byte[] text) {
        takeAs(slot, text, 0, text.length, false);
    }

    /** Keeps these bytes as they are. */
    public void takeAs(int slot, byte[] from, int start, int end, boolean isJson) {
        makeRoom(slot, end - start);
        json[slot] = isJson;
        System.arraycopy(from, start, bytes[slot], 0, end - start);
        lengths[slot] = end - start;
    }

    private void makeRoom(int slot, int length) {
        if (bytes[slot].length < length) {
            bytes[slot] = new byte[length];
        }
        takenIn[slot] = forLife || takenIn[slot] == -life ? -life : iteration;
    }

    /** It is as if it had never been taken. */
    public void forget(int slot) {
        takenIn[slot] = 0;
    }

    public boolean has(int slot) {
        return takenIn[slot] == iteration || takenIn[slot] == -life;
    }

    /** Whether the value is JSON by itself, and not a text. */
    public boolean isJson(int slot) {
        return json[slot];
    }

    void append(int slot, ByteBuf out) {
        out.writeBytes(bytes[slot], 0, lengths[slot]);
    }

    public byte[] copy(int slot) {
        return Arrays.copyOf(bytes[slot], lengths[slot]);
    }
}
