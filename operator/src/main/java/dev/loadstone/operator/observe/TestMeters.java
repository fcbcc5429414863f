package dev.loadstone.operator.observe;

import dev.loadstone.operator.collect.LiveRun;
import dev.loadstone.protocol.RunId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells of running tests by request name, when it is asked and at no cost when nobody asks. The number of series is bounded, and
 * those of a run go two minutes after its end, so that its last figures are seen.
 */
final class TestMeters {
    private static final int TESTS = 200;
    private static final int NAMES_OF_TEST = 20;
    private static final int NAMES = 400;
    private static final long AFTERLIFE_NANOS = Duration.ofMinutes(2).toNanos();

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private final Map<RunId, TestSeries> tests = new LinkedHashMap<>();
    /** When those whose runs have ended go. */
    private final Map<RunId, Long> ends = new LinkedHashMap<>();

    private volatile int leftOut;

    TestMeters(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        Gauge.builder("loadstone.tests.unmeasured", this, each -> each.leftOut)
                .description("Running tests without series of their own, as others took all")
                .register(registry);
    }

    synchronized void refresh(Collection<LiveRun> live) {
        long now = nanoTime.getAsLong();
        ends.entrySet().removeIf(each -> now - each.getValue() >= 0 && remove(each.getKey()));
        Set<RunId> open = live.stream().map(run -> run.plan().run()).collect(Collectors.toSet());
        Set<RunId> gone = new HashSet<>(tests.keySet());
        int missed = 0;
        for (LiveRun run : live) {
            gone.remove(run.plan().run());
            TestSeries series = series(run, open);
            if (series == null) {
                missed++;
            } else {
                series.tell(run, now);
            }
        }
        gone.retainAll(tests.keySet());
        gone.forEach(each -> ends.putIfAbsent(each, now + AFTERLIFE_NANOS));
        leftOut = missed;
    }

    private @Nullable TestSeries series(LiveRun run, Set<RunId> open) {
        TestSeries known = tests.get(run.plan().run());
        if (known != null) {
            return known;
        }
        // The run before has the same names, be it of this test or of one that was deleted and made anew.
        List<RunId> before = tests.entrySet().stream()
                .filter(each -> each.getValue().isOf(run.plan()))
                .map(Map.Entry::getKey)
                .toList();
        if (before.stream().anyMatch(open::contains)) {
            return null;
        }
        before.forEach(each -> {
            remove(each);
            ends.remove(each);
        });
        if (tests.size() >= TESTS) {
            return null;
        }
        int free = NAMES - tests.values().stream().mapToInt(TestSeries::names).sum();
        var series = new TestSeries(registry, run, Math.min(free, NAMES_OF_TEST));
        tests.put(run.plan().run(), series);
        return series;
    }

    /** Takes the last figures of a run, where somebody has asked for those before. */
    synchronized void closed(Supplier<LiveRun> closed) {
        if (tests.isEmpty()) {
            return;
        }
        LiveRun run = closed.get();
        TestSeries series = tests.get(run.plan().run());
        if (series != null) {
            long now = nanoTime.getAsLong();
            series.tellLast(run, now);
            ends.putIfAbsent(run.plan().run(), now + AFTERLIFE_NANOS);
        }
    }

    private boolean remove(RunId run) {
        TestSeries series = tests.remove(run);
        if (series != null) {
            series.close();
        }
        return true;
    }
}
