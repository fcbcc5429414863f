package dev.loadstone.runner.scenario.json;

import java.util.Arrays;

/** Where in a document the values are that a query found, in their order. */
public final class JsonMatches {
    /** Nobody captures more than that from a document of the largest size in vain. */
    private static final int MOST = 1 << 20;

    private int[] places = new int[16];
    private int size;

    public void clear() {
        size = 0;
    }

    void add(int start, int end) {
        if (size >= MOST) {
            return;
        }
        if (places.length < 2 * size + 2) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[2 * size] = start;
        places[2 * size + 1] = end;
        size++;
    }

    public int size() {
        return size;
    }

    public int start(int match) {
        return places[2 * match];
    }

    public int end(int match) {
        return places[2 * match + 1];
    }
}
