package dev.loadstone.runner.health;

import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.GeneratorHealth.Taint;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Timing;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.function.LongSupplier;

/** Looks once a second at the runner's own process, threads and container. */
public final class HealthProbe {
    private final List<LoopThread> loops;
    private final LongSupplier nanoTime;
    private final CpuLimit limit = CpuLimit.ofThisProcess();
    private long lastNanos;
    private long lastThrottledMicros;
    private long lastGcMillis;
    private long lastCpuMicros;

    public HealthProbe(List<LoopThread> loops, LongSupplier nanoTime) {
        this.loops = List.copyOf(loops);
        this.nanoTime = nanoTime;
        begin();
    }

    /** The next sample's time begins now. */
    public void begin() {
        loops.forEach(LoopThread::sinceLast);
        lastNanos = nanoTime.getAsLong();
        lastThrottledMicros = limit.throttledMicros();
        lastGcMillis = gcMillis();
        lastCpuMicros = cpuMicros();
    }

    /** The time since the last sample, in which this happened. */
    public GeneratorHealth sample(List<RequestSeries> requests, boolean usersLimited, boolean socketsLimited) {
        var readings = loops.stream().map(LoopThread::sinceLast).toList();
        long now = nanoTime.getAsLong();
        long throttled = limit.throttledMicros();
        long gc = gcMillis();
        long cpu = cpuMicros();
        LatencyHistogram lag = lag(requests);
        var vitals = new Vitals(
                (now - lastNanos) / 1000,
                lag.count(),
                lag.countAboveMicros(Vitals.LAG_MICROS),
                readings.stream().mapToLong(LoopThread.Reading::cpuNanos).max().orElse(0) / 1000,
                readings.stream()
                                .mapToLong(LoopThread.Reading::queueNanos)
                                .max()
                                .orElse(0)
                        / 1000,
                throttled - lastThrottledMicros,
                (gc - lastGcMillis) * 1000);
        var taints = new EnumMap<Taint, Long>(Taint.class);
        vitals.taints(usersLimited, socketsLimited).forEach(taint -> taints.put(taint, 1L));
        var health = new GeneratorHealth(
                1,
                taints.isEmpty() ? 0 : 1,
                taints,
                cpu - lastCpuMicros,
                vitals.busiestLoopPermille(),
                readings.stream().mapToLong(LoopThread.Reading::queueNanos).sum() / 1000,
                vitals.throttledMicros(),
                vitals.gcPauseMicros());
        lastNanos = now;
        lastThrottledMicros = throttled;
        lastGcMillis = gc;
        lastCpuMicros = cpu;
        return health;
    }

    private static LatencyHistogram lag(List<RequestSeries> requests) {
        return requests.stream()
                .map(series -> series.timing(Timing.SCHEDULER_LAG))
                .reduce(LatencyHistogram.EMPTY, LatencyHistogram::plus);
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long cpuMicros() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean process
                ? Math.max(0, process.getProcessCpuTime() / 1000)
                : 0;
    }
}
