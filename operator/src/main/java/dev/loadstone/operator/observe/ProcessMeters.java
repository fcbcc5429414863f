package dev.loadstone.operator.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the process itself takes. */
final class ProcessMeters {
    private ProcessMeters() {}

    static void register(MeterRegistry registry) {
        Runtime runtime = Runtime.getRuntime();
        Gauge.builder("jvm.memory.used", () -> (double) (runtime.totalMemory() - runtime.freeMemory()))
                .description("Used heap")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("jvm.memory.max", () -> (double) runtime.maxMemory())
                .description("Most that the heap may grow to")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("process.cpu", ProcessHandle.current(), ProcessMeters::cpuSeconds)
                .description("CPU time of the process")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
