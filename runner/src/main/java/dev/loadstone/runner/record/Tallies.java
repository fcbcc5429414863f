package dev.loadstone.runner.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tallies by phase and by the number of what is counted; each is made when it is first needed. */
final class Tallies<T extends Tally> {
    /** Makes the tally of one thing in one phase. */
    @FunctionalInterface
    interface Maker<T> {
        T make(int phase, int index);
    }

    private final int width;
    private final Maker<T> maker;
    private final List<@Nullable T> cells;

    Tallies(int phases, int width, Maker<T> maker) {
        this.width = width;
        this.maker = maker;
        cells = new ArrayList<>(Collections.nCopies(phases * width, null));
    }

    T get(int phase, int index) {
        int cell = phase * width + index;
        T tally = cells.get(cell);
        if (tally == null) {
            tally = maker.make(phase, index);
            cells.set(cell, tally);
        }
        return tally;
    }

    /** Those in which something happened. */
    Stream<T> stream() {
        return cells.stream().filter(Objects::nonNull).filter(tally -> !tally.isEmpty());
    }

    /** As new, but for the memory of what happened since it was last cleared: what did not, its phase is likely over. */
    void clear() {
        for (int i = 0; i < cells.size(); i++) {
            T tally = cells.get(i);
            if (tally != null && tally.isEmpty()) {
                cells.set(i, null);
            } else if (tally != null) {
                tally.clear();
            }
        }
    }
}
