package dev.loadstone.cluster;

import java.time.Duration;

/** A fault that was injected just now; the suite's output tells how long it took until it was noticed. */
record Fault(String what, long atNanos) {
    static Fault injected(String what) {
        return new Fault(what, System.nanoTime());
    }

    /** @param how what the status says now */
    void noticed(String how) {
        Duration after = Duration.ofNanos(System.nanoTime() - atNanos);
        System.out.printf("fault: %s | %s | after %d.%d s%n", what, how, after.toSeconds(), after.toMillisPart() / 100);
    }
}
