package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ClosedSpec;
import dev.loadstone.api.v1alpha1.OpenSpec;
import dev.loadstone.api.v1alpha1.PhaseSpec;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Plans {@code spec.load.phases}: one after the other. */
final class Phases {
    private static final long LONGEST_DAYS = 7;
    private static final LoadShape NONE = new LoadShape.Closed(1, 1);

    private Phases() {}

    static List<Phase> plan(List<PhaseSpec> specs, Place place) {
        var names = new Names();
        var planned = new ArrayList<Phase>();
        long start = 0;
        for (int i = 0; i < specs.size(); i++) {
            PhaseSpec spec = specs.get(i);
            Place here = place.element(i);
            if (!here.field("name").has(spec.name()) || !here.field("duration").has(spec.duration())) {
                continue;
            }
            names.take(spec.name(), here);
            long duration = here.field("duration").parsed(1000L, () -> Durations.millis(spec.duration(), "1s", "24h"));
            planned.add(new Phase(spec.name(), start, duration, spec.warmup(), shape(spec, here)));
            start += duration;
        }
        if (specs.isEmpty()) {
            place.wrong("a load has at least one phase");
        } else if (specs.stream().allMatch(PhaseSpec::warmup)) {
            place.wrong("every phase is a warm-up: nothing would be measured");
        }
        if (start > LONGEST_DAYS * 24 * 3_600_000) {
            place.wrong("the phases last more than " + LONGEST_DAYS * 24 + "h in all");
        }
        return planned;
    }

    private static LoadShape shape(PhaseSpec spec, Place place) {
        if ((spec.open() == null) == (spec.closed() == null)) {
            place.wrong("a phase has exactly one of open, closed");
            return NONE;
        }
        return spec.open() != null
                ? open(spec.open(), place.field("open"))
                : closed(Objects.requireNonNull(spec.closed()), place.field("closed"));
    }

    private static LoadShape open(OpenSpec spec, Place place) {
        if (!place.field("rate").has(spec.rate())) {
            return NONE;
        }
        long per = place.field("per").parsed(1L, () -> Durations.millis(spec.per(), "1ms", "24h"));
        long from = spec.from() == null ? spec.rate() : spec.from();
        if (from + spec.rate() == 0) {
            place.wrong("rate and from are both 0");
            return NONE;
        }
        var arrivals = LoadShape.Arrivals.valueOf(spec.arrivals().name());
        boolean drop = spec.onMaxUsers() == OpenSpec.OnMaxUsers.DROP;
        return place.parsed(NONE, () -> new LoadShape.Open(from, spec.rate(), per, arrivals, spec.maxUsers(), drop));
    }

    private static LoadShape closed(ClosedSpec spec, Place place) {
        if (!place.field("users").has(spec.users())) {
            return NONE;
        }
        int from = spec.from() == null ? spec.users() : spec.from();
        if (from + spec.users() == 0) {
            place.wrong("users and from are both 0");
            return NONE;
        }
        return place.parsed(NONE, () -> new LoadShape.Closed(from, spec.users()));
    }
}
