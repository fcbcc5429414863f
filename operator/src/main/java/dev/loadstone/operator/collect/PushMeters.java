package dev.loadstone.operator.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/** Counts pushes by what became of them, and the time that it takes to read them. */
public final class PushMeters {
    private final Map<PushResult, Counter> pushes = new EnumMap<>(PushResult.class);
    private final Timer decoding;

    public PushMeters(MeterRegistry registry) {
        for (PushResult result : PushResult.values()) {
            pushes.put(
                    result,
                    Counter.builder("loadstone.pushes")
                            .description("Reports of runners, by what became of them")
                            .tag("result", result.label())
                            .register(registry));
        }
        this.decoding = Timer.builder("loadstone.push.decoding")
                .description("Time to read a report from its bytes")
                .register(registry);
    }

    void count(PushResult result) {
        pushes.get(result).increment();
    }

    Timer decoding() {
        return decoding;
    }
}
