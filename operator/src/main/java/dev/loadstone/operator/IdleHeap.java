package dev.loadstone.operator;

import java.util.function.IntSupplier;

/** Gives back what the start and runs that are over left in the heap: the collector itself looks for it only when it needs room. */
record IdleHeap(IntSupplier runs) implements Runnable {
    @Override
    public void run() {
        if (runs.getAsInt() == 0) {
            System.gc();
        }
    }
}
