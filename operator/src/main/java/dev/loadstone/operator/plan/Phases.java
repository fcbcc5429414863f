package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.PhaseSpec;
import dev.loadstone.protocol.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Plans {@code spec.load.phases}: one after the other, and over these the ones that say when they start. */
final class Phases {
    private static final long LONGEST_HOURS = 7 * 24;
    private final Set<String> scenarios;

    private Phases(Set<String> scenarios) {
        this.scenarios = scenarios;
    }

    /** @param scenarios the names there are */
    static List<Phase> plan(List<PhaseSpec> specs, Set<String> scenarios, Place place) {
        var phases = new Phases(scenarios);
        var names = new Names();
        var planned = new ArrayList<Phase>();
        long cursor = 0;
        long end = 0;
        for (int i = 0; i < specs.size(); i++) {
            PhaseSpec spec = specs.get(i);
            Place here = place.element(i);
            if (!here.field("name").has(spec.name()) || !here.field("duration").has(spec.duration())) {
                continue;
            }
            names.take(spec.name(), here);
            long duration = here.field("duration").parsed(1000L, () -> Durations.millis(spec.duration(), "1s", "24h"));
            String startAt = spec.startAt();
            long start = startAt == null
                    ? cursor
                    : here.field("startAt").parsed(0L, () -> Durations.millis(startAt, "0s", LONGEST_HOURS + "h"));
            cursor = startAt == null ? start + duration : cursor;
            end = Math.max(end, start + duration);
            phases.add(spec, start, duration, planned, here);
        }
        phases.checkAll(specs, end, place);
        return planned;
    }

    private void add(PhaseSpec spec, long start, long duration, List<Phase> planned, Place place) {
        long shapes = Stream.of(spec.open(), spec.closed(), spec.pause())
                .filter(Objects::nonNull)
                .count();
        if (shapes != 1) {
            place.wrong("a phase has exactly one of open, closed, pause");
        }
        List<String> selected = spec.scenarios();
        for (int i = 0; i < selected.size(); i++) {
            if (!scenarios.contains(selected.get(i))) {
                place.field("scenarios").element(i).wrong(Names.unknown("scenario", selected.get(i), scenarios));
            }
        }
        if (spec.pause() != null) {
            if (!selected.isEmpty()) {
                place.field("scenarios").wrong("a pause has no scenarios");
            }
            return;
        }
        planned.add(new Phase(
                spec.name(),
                start,
                duration,
                spec.warmup(),
                Shapes.plan(spec, place),
                selected.stream().distinct().toList()));
    }

    private void checkAll(List<PhaseSpec> specs, long end, Place place) {
        List<PhaseSpec> loads =
                specs.stream().filter(each -> each.pause() == null).toList();
        if (specs.isEmpty()) {
            place.wrong("a load has at least one phase");
        } else if (loads.isEmpty()) {
            place.wrong("every phase is a pause: there would be no load");
        } else if (loads.stream().allMatch(PhaseSpec::warmup)) {
            place.wrong("every phase is a warm-up: nothing would be measured");
        }
        if (end > LONGEST_HOURS * 3_600_000) {
            place.wrong("the phases last more than " + LONGEST_HOURS + "h in all");
        }
    }
}
