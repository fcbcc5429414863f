package dev.loadstone.protocol;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How well a runner itself did in some span of time: whether what was measured is the target's doing or the generator's.
 *
 * @param seconds runner-seconds looked at
 * @param taintedSeconds of these, in which at least one limit was passed
 * @param taints by limit, the seconds in which it was passed
 * @param cpuMicros CPU time of the process
 * @param busiestLoopPermille share of time for which the busiest event loop was on a core, the highest of the seconds
 * @param runQueueMicros time for which event loops were ready but had no core
 * @param throttledMicros time for which the container was held back by its CPU limit
 * @param gcPauseMicros time for which the JVM stood still for garbage collection
 */
public record GeneratorHealth(
        long seconds,
        long taintedSeconds,
        Map<Taint, Long> taints,
        long cpuMicros,
        long busiestLoopPermille,
        long runQueueMicros,
        long throttledMicros,
        long gcPauseMicros) {

    /** Nothing looked at yet. */
    public static final GeneratorHealth NONE = new GeneratorHealth(0, 0, Map.of(), 0, 0, 0, 0, 0);

    public GeneratorHealth {
        taints = Collections.unmodifiableMap(taints.isEmpty() ? new EnumMap<>(Taint.class) : new EnumMap<>(taints));
        if (taints.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a count is negative");
        }
        if (seconds < 0 || taintedSeconds < 0 || taintedSeconds > seconds) {
            throw new IllegalArgumentException(taintedSeconds + " tainted of " + seconds + " seconds");
        }
    }

    /** Both spans together. */
    public GeneratorHealth plus(GeneratorHealth other) {
        var sums = taints.isEmpty() ? new EnumMap<Taint, Long>(Taint.class) : new EnumMap<>(taints);
        other.taints.forEach((taint, count) -> sums.merge(taint, count, Math::addExact));
        return new GeneratorHealth(
                seconds + other.seconds,
                taintedSeconds + other.taintedSeconds,
                sums,
                cpuMicros + other.cpuMicros,
                Math.max(busiestLoopPermille, other.busiestLoopPermille),
                runQueueMicros + other.runQueueMicros,
                throttledMicros + other.throttledMicros,
                gcPauseMicros + other.gcPauseMicros);
    }

    /** A limit of the generator's own. */
    public enum Taint {
        /** Requests were picked up too long after they were due. */
        SCHEDULER_LAG,
        /** An event loop had hardly any time left. */
        LOOP_BUSY,
        /** Event loops waited for a core. */
        RUN_QUEUE,
        /** The container's CPU limit held the runner back. */
        CPU_THROTTLED,
        /** Garbage collection stopped the runner. */
        GC_PAUSE,
        /** Arrivals were dropped because maxUsers was reached. */
        MAX_USERS,
        /** The machine had no port, descriptor or memory left for a connection. */
        SOCKETS
    }
}
