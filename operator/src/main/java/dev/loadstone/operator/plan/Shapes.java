package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ClosedSpec;
import dev.loadstone.api.v1alpha1.OpenSpec;
import dev.loadstone.api.v1alpha1.PhaseSpec;
import dev.loadstone.protocol.LoadShape;
import org.jspecify.annotations.Nullable;

/** Plans how many users a phase has, and when they start. */
final class Shapes {
    private static final LoadShape NONE = new LoadShape.Closed(1, 1);

    private Shapes() {}

    static LoadShape plan(PhaseSpec spec, Place place) {
        if (spec.open() != null) {
            return open(spec.open(), place.field("open"));
        }
        return spec.closed() == null ? NONE : closed(spec.closed(), place.field("closed"));
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
        if (spec.iterations() != null && spec.iterationsPerUser() != null) {
            place.wrong("closed has at most one of iterations, iterationsPerUser");
            return NONE;
        }
        long iterations = atLeastOne(spec.iterations(), place.field("iterations"));
        long perUser = atLeastOne(spec.iterationsPerUser(), place.field("iterationsPerUser"));
        return place.parsed(NONE, () -> new LoadShape.Closed(from, spec.users(), iterations, perUser));
    }

    /** 0 where there is none: as many as there is time for. */
    private static long atLeastOne(@Nullable Long number, Place place) {
        if (number != null && number < 1) {
            place.wrong(number + " is below 1");
            return 0;
        }
        return number == null ? 0 : number;
    }
}
