package dev.loadstone.operator.collect;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many pushes are handled at once, one of each runner, and how many bytes of them are in memory; short bursts wait in
 * line. Nobody holds a slot who has not shown that he is a runner.
 */
final class Admission {
    private static final int CONCURRENT = 64;
    private static final int WAITING = 1024;
    private static final long PATIENCE_MILLIS = 1000;
    private static final int KIBI = 1024;

    private final Semaphore line = new Semaphore(CONCURRENT + WAITING);
    private final Semaphore slots = new Semaphore(CONCURRENT);
    private final Set<RunnerPod> underway = ConcurrentHashMap.newKeySet();
    private final Semaphore kibibytes;
    private final int budgetKibibytes;

    Admission(long budgetBytes) {
        this.budgetKibibytes = Math.toIntExact(budgetBytes / KIBI);
        this.kibibytes = new Semaphore(budgetKibibytes);
    }

    /** @throws Refusal where too many others are there; else {@link #leave} must follow */
    void enter() throws Refusal {
        if (!line.tryAcquire()) {
            throw busy();
        }
    }

    void leave() {
        line.release();
    }

    /** @throws Refusal where it may not be read now; else {@link #end} must follow */
    void begin(ReportDoor.Visitor visitor) throws Refusal, InterruptedException {
        if (!underway.add(visitor.pod())) {
            throw new Refusal(PushResult.TOO_OFTEN, "another report of this runner is under way");
        }
        boolean begun = false;
        try {
            acquire(slots, 1);
            try {
                acquire(kibibytes, kibibytes(visitor));
                begun = true;
            } finally {
                slots.release(begun ? 0 : 1);
            }
        } finally {
            if (!begun) {
                underway.remove(visitor.pod());
            }
        }
    }

    void end(ReportDoor.Visitor visitor) {
        kibibytes.release(kibibytes(visitor));
        slots.release();
        underway.remove(visitor.pod());
    }

    private int kibibytes(ReportDoor.Visitor visitor) {
        return Math.min(budgetKibibytes, visitor.bytes() / KIBI + 1);
    }

    private static void acquire(Semaphore of, int wanted) throws Refusal, InterruptedException {
        if (!of.tryAcquire(wanted, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw busy();
        }
    }

    private static Refusal busy() {
        return new Refusal(PushResult.BUSY, "too many reports at once");
    }
}
