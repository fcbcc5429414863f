package dev.loadstone.operator.observe;

import dev.loadstone.operator.collect.LiveRun;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Timing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** All series of one run; not for several threads but the ones that read it. */
final class TestSeries implements AutoCloseable {
    private final MeterRegistry registry;
    private final Tags tags;
    private final RequestNames names;
    private final RecentTimes recent = new RecentTimes();
    private final Map<String, RequestMeters> requests = new HashMap<>();
    private final Map<ErrorClass.Kind, AtomicLong> errors = new EnumMap<>(ErrorClass.Kind.class);
    private final List<Meter> meters = new ArrayList<>();
    private volatile GeneratorHealth health = GeneratorHealth.NONE;
    private volatile int users;

    /** @param mostNames how many request names may have series of their own */
    TestSeries(MeterRegistry registry, LiveRun run, int mostNames) {
        this.registry = registry;
        this.tags = tags(run.plan());
        this.names = RequestNames.of(run.plan(), mostNames);
        meters.add(Gauge.builder("loadstone.test.users", this, each -> each.users)
                .description("Users of running tests at work")
                .tags(tags)
                .register(registry));
        meters.add(FunctionCounter.builder("loadstone.test.generator", this, each -> each.health.seconds())
                .description("Seconds for which runners watched themselves")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry));
        meters.add(
                FunctionCounter.builder("loadstone.test.generator.tainted", this, each -> each.health.taintedSeconds())
                        .description("Seconds of these in which a runner was itself the bottleneck")
                        .baseUnit("seconds")
                        .tags(tags)
                        .register(registry));
    }

    /** Whether this would be the series of that run, too. */
    boolean isOf(RunPlan plan) {
        return tags.equals(tags(plan));
    }

    private static Tags tags(RunPlan plan) {
        return Tags.of("namespace", plan.namespace(), "test", plan.name());
    }

    /** How many names it takes of those that all tests share. */
    int names() {
        return names.shown().size();
    }

    void tell(LiveRun run, long nanos) {
        users = run.users();
        health = run.sum().health();
        Map<String, RequestSeries> series = names.together(run.sum().requests());
        var times = new HashMap<String, LatencyHistogram>();
        series.forEach((name, each) -> times.put(name, each.timing(Timing.RESPONSE_TIME)));
        recent.look(times, nanos).forEach((name, last) -> requests.computeIfAbsent(
                        name, unknown -> new RequestMeters(registry, tags.and("request", name)))
                .tell(series.get(name).counts(), last));
        var failed = new EnumMap<ErrorClass.Kind, Long>(ErrorClass.Kind.class);
        series.values()
                .forEach(each -> each.errors().forEach((error, count) -> failed.merge(error.kind(), count, Long::sum)));
        failed.forEach(
                (kind, count) -> errors.computeIfAbsent(kind, this::count).set(count));
    }

    /** The same for the last time. */
    void tellLast(LiveRun run, long nanos) {
        tell(run, nanos);
        recent.forget();
    }

    private AtomicLong count(ErrorClass.Kind kind) {
        var count = new AtomicLong();
        meters.add(FunctionCounter.builder("loadstone.test.errors", count, AtomicLong::get)
                .description("Failed requests of running tests, by class")
                .tags(tags.and("error", kind.name().toLowerCase(Locale.ROOT)))
                .register(registry));
        return count;
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
        requests.values().forEach(RequestMeters::close);
    }
}
