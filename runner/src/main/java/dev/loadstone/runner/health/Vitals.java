package dev.loadstone.runner.health;

import dev.loadstone.protocol.GeneratorHealth.Taint;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the runner itself did in about one second, and which limits that passed.
 *
 * @param spanMicros length of that second
 * @param requests picked up
 * @param late of these, requests whose scheduler lag was above {@link #LAG_MICROS}
 * @param busiestLoopMicros time that the busiest event loop was on a core
 * @param longestQueueMicros time that an event loop was ready but had no core, the longest of them
 * @param throttledMicros time for which the CPU limit held the container back
 * @param gcPauseMicros time for which the JVM stood still
 */
record Vitals(
        long spanMicros,
        long requests,
        long late,
        long busiestLoopMicros,
        long longestQueueMicros,
        long throttledMicros,
        long gcPauseMicros) {

    /** Later than this, and the generator shows in the figures of a target that answers in milliseconds. */
    static final long LAG_MICROS = 10_000;

    private static final long HICCUP_REQUESTS = 5;
    private static final long SECOND_MICROS = 1_000_000;
    /** Above this share a loop has no reserve: queueing in the loop itself grows steeply. */
    static final long BUSY_PERMILLE = 900;
    /** Above this share the loops' wake-ups are visibly late. */
    static final long QUEUE_PERMILLE = 100;
    /** One throttled scheduler period of 100 ms in a second costs at least this share. */
    static final long THROTTLED_PERMILLE = 50;
    /** Pauses below this are seen as lag, if they matter. */
    static final long GC_MICROS = 100_000;

    /** The limits that were passed. */
    Set<Taint> taints(boolean usersLimited, boolean socketsLimited) {
        var taints = EnumSet.noneOf(Taint.class);
        add(taints, Taint.SCHEDULER_LAG, late > lateAllowed());
        add(taints, Taint.LOOP_BUSY, permille(busiestLoopMicros) > BUSY_PERMILLE);
        add(taints, Taint.RUN_QUEUE, permille(longestQueueMicros) > QUEUE_PERMILLE);
        add(taints, Taint.CPU_THROTTLED, permille(throttledMicros) > THROTTLED_PERMILLE);
        add(taints, Taint.GC_PAUSE, gcPauseMicros > GC_MICROS);
        add(taints, Taint.MAX_USERS, usersLimited);
        add(taints, Taint.SOCKETS, socketsLimited);
        return taints;
    }

    /** One in a hundred; where there are few requests, as many as one hiccup of the machine can catch, but never a fifth of them. */
    private long lateAllowed() {
        return Math.max(requests / 100, Math.min(HICCUP_REQUESTS, requests / 5));
    }

    long busiestLoopPermille() {
        return Math.min(1000, permille(busiestLoopMicros));
    }

    /** Of a whole second at least: in the last moments of a run, a millisecond is a large share of very little. */
    private long permille(long micros) {
        return micros * 1000 / Math.max(spanMicros, SECOND_MICROS);
    }

    private static void add(Set<Taint> taints, Taint taint, boolean passed) {
        if (passed) {
            taints.add(taint);
        }
    }
}
