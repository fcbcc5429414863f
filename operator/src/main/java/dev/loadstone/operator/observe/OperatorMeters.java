package dev.loadstone.operator.observe;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.CollectorWatch;
import dev.loadstone.operator.collect.LiveRun;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** All meters of the operator: of itself, of runs, of what runners tell, and of running tests. */
public final class OperatorMeters implements CollectorWatch, AutoCloseable {
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry registry;
    private final RunMeters runs;
    private final Timer lag;
    private final TestMeters tests;
    private final boolean tellsOfTests;
    private volatile Supplier<List<LiveRun>> live = List::of;

    /** @param nanoTime monotonic */
    public OperatorMeters(MetricsConfig config, LongSupplier nanoTime) {
        this.registry = config.otlpUrl().isEmpty() ? prometheus : withOtlp(config);
        this.runs = new RunMeters(registry);
        this.tests = new TestMeters(registry, nanoTime);
        this.tellsOfTests = config.tests();
        this.lag = Timer.builder("loadstone.push.lag")
                .description("From the end of the oldest second that a report brought to when it was taken in")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry);
        ProcessMeters.register(registry);
    }

    private MeterRegistry withOtlp(MetricsConfig config) {
        var both = new CompositeMeterRegistry();
        both.add(prometheus);
        both.add(OtlpMeters.start(config, this::refresh));
        return both;
    }

    /** Tells of this collector's runs, and of whether this process leads and hears, from now on. */
    public void watch(Collector collector, OperatorHealth health) {
        live = collector::live;
        gauge("loadstone.runs.live", "Runs that are under way", collector::openRuns);
        gauge("loadstone.leader", "1 for the replica that decides", () -> health.isLeading() ? 1 : 0);
        gauge("loadstone.informers.synced", "0 for a leader that is deaf to changes", () -> health.isDeaf() ? 0 : 1);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Counts a run, when a status that tells of its end was written. */
    public void ended(LoadTestStatus status) {
        runs.ended(status);
    }

    /** Counts a time of a schedule that passed without a run. */
    public void missed() {
        runs.missed();
    }

    @Override
    public void merged(long lagMicros) {
        lag.record(lagMicros, TimeUnit.MICROSECONDS);
    }

    @Override
    public void closed(Supplier<LiveRun> run) {
        tests.closed(run);
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
        refresh();
        return prometheus.scrape();
    }

    private void refresh() {
        if (tellsOfTests) {
            tests.refresh(live.get());
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
