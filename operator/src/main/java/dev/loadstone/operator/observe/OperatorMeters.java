package dev.loadstone.operator.observe;

import dev.loadstone.api.v1alpha1.Outcome;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** All meters of the operator; no label has a value that a user chooses, so that their number stays bounded. */
public final class OperatorMeters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** By the word that stands in events and in the status. */
    private final Map<String, Counter> runs = new HashMap<>();

    /** @param liveRuns how many runs are under way */
    public OperatorMeters(IntSupplier liveRuns) {
        for (Outcome outcome : Outcome.values()) {
            String lower = outcome.name().toLowerCase(Locale.ROOT);
            runs.put(
                    outcome.name().charAt(0) + lower.substring(1),
                    Counter.builder("loadstone.runs")
                            .description("Runs that ended, by verdict")
                            .tag("verdict", lower)
                            .register(registry));
        }
        Gauge.builder("loadstone.runs.live", () -> (double) liveRuns.getAsInt())
                .description("Runs that are under way")
                .register(registry);
        process();
    }

    private void process() {
        Runtime runtime = Runtime.getRuntime();
        Gauge.builder("jvm.memory.used", () -> (double) (runtime.totalMemory() - runtime.freeMemory()))
                .description("Used heap")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("jvm.memory.max", () -> (double) runtime.maxMemory())
                .description("Most that the heap may grow to")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("process.cpu", ProcessHandle.current(), OperatorMeters::cpuSeconds)
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

    /** Counts a run, where this is the reason of the event that tells its verdict: each is written once, by whichever replica. */
    public void told(String reason) {
        Counter counter = runs.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** For the reconciler: without a series for each test. */
    public Metrics reconciliations() {
        return MicrometerMetrics.withoutPerResourceMetrics(registry);
    }

    /** In Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }
}
