package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.MetricSpec;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricStep;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans the metrics of the test's own: a name has one kind, wherever it stands. */
final class CustomMetrics {
    private final Map<String, MetricKind> kinds = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();

    /** The kind of a metric by its name. */
    Map<String, MetricKind> kinds() {
        return kinds;
    }

    @Nullable
    MetricStep step(MetricSpec spec, Place place, Scope scope) {
        long given = Stream.of(spec.counter(), spec.gauge(), spec.rate(), spec.histogram())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            place.wrong("a metric has exactly one of counter, gauge, rate, histogram");
            return null;
        }
        if (!place.field("name").has(spec.name())) {
            return null;
        }
        MetricKind kind = kind(spec);
        Object value =
                switch (kind) {
                    case COUNTER -> Objects.requireNonNull(spec.counter()).getValue();
                    case GAUGE -> Objects.requireNonNull(spec.gauge()).getValue();
                    case RATE -> Objects.requireNonNull(spec.rate());
                    case HISTOGRAM -> Objects.requireNonNull(spec.histogram()).getValue();
                };
        MetricKind first = kinds.putIfAbsent(spec.name(), kind);
        if (first != null && first != kind) {
            place.wrong("\"" + spec.name() + "\" is a " + word(first) + " in " + paths.get(spec.name())
                    + "; a name has one kind");
        }
        paths.putIfAbsent(spec.name(), place.path());
        String expression = String.valueOf(value);
        scope.expression(
                expression,
                kind == MetricKind.RATE ? Conditions.Wanted.TRUTH : Conditions.Wanted.NUMBER,
                place.field(word(kind)));
        return new MetricStep(spec.name(), kind, expression);
    }

    /** As a manifest has it. */
    static String word(MetricKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static MetricKind kind(MetricSpec spec) {
        if (spec.counter() != null) {
            return MetricKind.COUNTER;
        }
        if (spec.gauge() != null) {
            return MetricKind.GAUGE;
        }
        return spec.rate() != null ? MetricKind.RATE : MetricKind.HISTOGRAM;
    }
}
