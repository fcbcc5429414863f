package dev.loadstone.operator.collect;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many pushes are handled at once and how many bytes of them are in memory; short bursts wait in line. */
final class Admission {
    private static final int CONCURRENT = 64;
    private static final int WAITING = 1024;
    private static final long PATIENCE_MILLIS = 1000;
    private static final int KIBI = 1024;

    private final Semaphore line = new Semaphore(CONCURRENT + WAITING);
    private final Semaphore slots = new Semaphore(CONCURRENT);
    private final Semaphore kibibytes;
    private final int budgetKibibytes;

    Admission(long budgetBytes) {
        this.budgetKibibytes = Math.toIntExact(budgetBytes / KIBI);
        this.kibibytes = new Semaphore(budgetKibibytes);
    }

    /** @throws Refusal where too many others are there; else {@link #leave} must follow */
    void enter() throws Refusal, InterruptedException {
        if (!line.tryAcquire()) {
            throw busy();
        }
        if (!slots.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            line.release();
            throw busy();
        }
    }

    void leave() {
        slots.release();
        line.release();
    }

    /** @return what {@link #free} must be given */
    int hold(int bytes) throws Refusal, InterruptedException {
        int wanted = Math.min(budgetKibibytes, bytes / KIBI + 1);
        if (!kibibytes.tryAcquire(wanted, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw busy();
        }
        return wanted;
    }

    void free(int held) {
        kibibytes.release(held);
    }

    private static Refusal busy() {
        return new Refusal(PushResult.BUSY, "too many reports at once");
    }
}
