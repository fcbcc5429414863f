package dev.loadstone.operator.observe;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.LatencyHistogram;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** The series of one request name of a test. */
final class RequestMeters implements AutoCloseable {
    private static final List<String> QUANTILES = List.of("0.5", "0.95", "0.99");
    private static final double MICROS = 1e6;

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    private volatile Counts counts = Counts.NONE;
    private volatile List<Double> seconds = List.of(Double.NaN, Double.NaN, Double.NaN);

    RequestMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        meters.add(FunctionCounter.builder("loadstone.test.requests", this, each -> each.counts.completed())
                .description("Requests of running tests that ended, warm-up included")
                .tags(tags.and("outcome", "completed"))
                .register(registry));
        meters.add(FunctionCounter.builder("loadstone.test.requests", this, each -> each.counts.failed())
                .description("Requests of running tests that ended, warm-up included")
                .tags(tags.and("outcome", "failed"))
                .register(registry));
        for (int place = 0; place < QUANTILES.size(); place++) {
            int at = place;
            meters.add(Gauge.builder("loadstone.test.response.time", this, each -> each.seconds.get(at))
                    .description(
                            "Response time since the scrape before, or over the last 10 s where scrapes are closer")
                    .baseUnit("seconds")
                    .tags(tags.and("quantile", QUANTILES.get(place)))
                    .register(registry));
        }
    }

    void tell(Counts all, LatencyHistogram recent) {
        counts = all;
        seconds = QUANTILES.stream()
                .map(quantile -> recent.count() == 0
                        ? Double.NaN
                        : recent.percentileMicros(100 * Double.parseDouble(quantile)) / MICROS)
                .toList();
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
