package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.Severity;
import dev.loadstone.api.v1alpha1.ThresholdSpec;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans {@code spec.thresholds}; one without a name is named after what it limits. */
final class Thresholds {
    private static final String OWN = "custom:";
    private final Scopes scopes;
    private final Map<String, MetricKind> kinds;

    /** @param kinds of the test's own metrics, by name */
    Thresholds(Scopes scopes, Map<String, MetricKind> kinds) {
        this.scopes = scopes;
        this.kinds = kinds;
    }

    List<Threshold> plan(List<ThresholdSpec> specs, Place place) {
        var names = new Names();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < specs.size(); i++) {
            String name = specs.get(i).name();
            if (name != null) {
                names.take(name, place.element(i));
                used.add(name);
            }
        }
        var planned = new ArrayList<Threshold>();
        for (int i = 0; i < specs.size(); i++) {
            ThresholdSpec spec = specs.get(i);
            Place here = place.element(i);
            metric(spec.metric(), here.field("metric"))
                    .filter(metric -> isWhole(spec, metric, here))
                    .ifPresent(metric -> here.parsed(true, () -> planned.add(threshold(spec, metric, used, here))));
        }
        return planned;
    }

    /** Whether it has what its metric needs, and nothing that only another takes. */
    private static boolean isWhole(ThresholdSpec spec, Metric metric, Place place) {
        if (spec.abort() && spec.severity() != Severity.FAIL) {
            place.field("abort")
                    .wrong("a threshold of severity Warn changes nothing; with abort it is of severity Fail");
        }
        boolean whole = true;
        if ((metric == Metric.GROUP_TIME) != (spec.group() != null)) {
            place.wrong("groupTime needs a group, and only it takes one");
            whole = false;
        }
        if ((metric == Metric.APDEX) != (spec.satisfied() != null)) {
            place.wrong("apdex needs satisfied, and only it takes one");
            whole = false;
        }
        return whole;
    }

    private static Optional<Metric> metric(String word, Place place) {
        if (word.startsWith(OWN)) {
            return Optional.of(Metric.CUSTOM);
        }
        Optional<Metric> metric = Arrays.stream(Metric.values())
                .filter(each -> each != Metric.CUSTOM && each.word().equals(word))
                .findFirst();
        if (metric.isEmpty()) {
            place.wrong(Names.unknown(
                    "metric",
                    word,
                    Arrays.stream(Metric.values())
                            .map(each -> each == Metric.CUSTOM ? OWN + "NAME" : each.word())
                            .collect(Collectors.toSet())));
        }
        return metric;
    }

    private Threshold threshold(ThresholdSpec spec, Metric metric, Set<String> usedNames, Place place) {
        String custom = metric == Metric.CUSTOM ? spec.metric().substring(OWN.length()) : null;
        MetricKind kind = custom == null ? null : kinds.get(custom);
        Statistic stat = stat(spec.stat(), kind, place.field("stat"));
        Double max = limit(metric, kind, spec, spec.max(), place.field("max"));
        Double min = limit(metric, kind, spec, spec.min(), place.field("min"));
        if (max != null && min != null && min > max) {
            place.wrong("min " + spec.min().getValue() + " is above max "
                    + spec.max().getValue());
        }
        scopes.check(spec, metric, custom, place);
        Threshold.Window window = Windows.plan(spec, scopes, place);
        if (metric == Metric.IN_FLIGHT) {
            checkSeconds(spec.minSamples(), window, place.field("minSamples"));
        }
        return new Threshold(
                spec.name() == null ? Names.unique(ThresholdNames.of(spec, metric, custom), usedNames) : spec.name(),
                metric,
                stat,
                spec.request(),
                max,
                min,
                spec.minSamples(),
                spec.severity() == Severity.FAIL,
                spec.abort(),
                custom,
                spec.scenario(),
                spec.phase(),
                spec.group(),
                spec.check(),
                window,
                Threshold.NoData.valueOf(spec.noData().name()),
                satisfiedMicros(spec.satisfied(), place.field("satisfied")));
    }

    /** Users at work have one sample in each second of a window, and without one that of the worst second. */
    private static void checkSeconds(long minSamples, Threshold.@Nullable Window window, Place place) {
        long most = window == null ? 1 : window.lengthMillis() / 1000;
        if (minSamples > most) {
            place.wrong("inFlight has a sample a second, so " + most + (window == null ? " without a" : " in each")
                    + " window: it could never be judged");
        }
    }

    private static long satisfiedMicros(@Nullable String satisfied, Place place) {
        return satisfied == null ? 0 : place.parsed(1L, () -> Durations.millis(satisfied, "1ms", "1h") * 1000);
    }

    private static @Nullable Statistic stat(@Nullable String word, @Nullable MetricKind kind, Place place) {
        Statistic stat = word == null ? null : place.parsed(new Statistic.Max(), () -> Statistic.parse(word));
        if (kind != null) {
            checkStat(kind, stat, place);
        }
        return stat;
    }

    private static @Nullable Double limit(
            Metric metric, @Nullable MetricKind kind, ThresholdSpec spec, @Nullable IntOrString limit, Place place) {
        return limit == null
                ? null
                : place.parsed(0.0, () -> Limits.parse(metric, kind, spec.metric(), String.valueOf(limit.getValue())));
    }

    private static void checkStat(MetricKind kind, @Nullable Statistic stat, Place place) {
        switch (kind) {
            case COUNTER -> {
                if (stat != null) {
                    place.wrong("a counter takes no stat: its sum is limited");
                }
            }
            case RATE -> {
                if (stat != null) {
                    place.wrong("a rate takes no stat: its share of true is limited");
                }
            }
            case GAUGE -> {
                if (stat instanceof Statistic.Percentile) {
                    place.wrong("a gauge has no percentiles; write min, mean or max, or nothing for its last value");
                }
            }
            case HISTOGRAM -> {
                if (stat == null) {
                    place.wrong("a histogram needs a stat, such as p95");
                }
            }
        }
    }
}
