package dev.loadstone.operator.measure;

import dev.loadstone.protocol.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stretches of a run, in order and apart from each other: phases that overlap or follow one another are one. */
public record Spans(List<Span> spans) {
    public Spans {
        spans = List.copyOf(spans);
    }

    /** One stretch, by offsets from the start instant. */
    public record Span(long fromMillis, long toMillis) {
        private boolean covers(int second) {
            return fromMillis <= second * 1000L && (second + 1) * 1000L <= toMillis;
        }
    }

    /** Of the measured phases; only of the one of this name where it is not null. */
    public static Spans measured(List<Phase> phases, @Nullable String phase) {
        return measured(phases, phase, null);
    }

    /** The same, without phases in which no user does the scenario of this name where it is not null. */
    public static Spans measured(List<Phase> phases, @Nullable String phase, @Nullable String scenario) {
        List<Phase> inOrder = phases.stream()
                .filter(each -> !each.warmup() && (phase == null || each.name().equals(phase)))
                .filter(each -> scenario == null
                        || each.scenarios().isEmpty()
                        || each.scenarios().contains(scenario))
                .sorted(Comparator.comparingLong(Phase::startMillis))
                .toList();
        var spans = new ArrayList<Span>();
        for (Phase each : inOrder) {
            if (!spans.isEmpty() && spans.getLast().toMillis >= each.startMillis()) {
                Span last = spans.removeLast();
                spans.add(new Span(last.fromMillis, Math.max(last.toMillis, each.endMillis())));
            } else {
                spans.add(new Span(each.startMillis(), each.endMillis()));
            }
        }
        return new Spans(spans);
    }

    /** Their length as far as so many seconds of the run reach. */
    public double lengthSeconds(int covered) {
        return spans.stream()
                        .mapToLong(each -> Math.max(0, Math.min(each.toMillis, covered * 1000L) - each.fromMillis))
                        .sum()
                / 1000.0;
    }

    /** The most whole seconds of the run that follow one another within one of them. */
    public long longestSeconds() {
        return spans.stream()
                .mapToLong(each -> each.toMillis / 1000 - Math.ceilDiv(each.fromMillis, 1000))
                .max()
                .orElse(0);
    }

    /** Where the whole seconds end of the one that this second of the run is in. */
    int endSecond(int second) {
        return spans.stream()
                .filter(each -> each.covers(second))
                .mapToInt(each -> Math.toIntExact(each.toMillis / 1000))
                .findFirst()
                .orElse(second);
    }

    /** Whether all of this second of the run is within one of them. */
    boolean cover(int second) {
        return spans.stream().anyMatch(each -> each.covers(second));
    }
}
