package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.DistributionSpec;
import dev.loadstone.api.v1alpha1.OnLoss;
import dev.loadstone.api.v1alpha1.OnSaturation;
import dev.loadstone.api.v1alpha1.ResourcesSpec;
import dev.loadstone.api.v1alpha1.RunnersSpec;
import dev.loadstone.protocol.Lenience;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at {@code spec.runners}. */
final class Runners {
    private static final int WHOLE = 100;

    private Runners() {}

    static void check(RunnersSpec spec, Place place) {
        if (spec.count() != null && spec.auto() != null) {
            place.wrong("runners has at most one of count, auto");
        }
        if (spec.count() != null && spec.count() < 1) {
            place.field("count").wrong("a run needs a runner");
        }
        if (spec.auto() != null && spec.auto().max() < 1) {
            place.field("auto").field("max").wrong("a run needs a runner");
        }
        if (areSound(spec.resources(), place.field("resources"))) {
            place.field("resources").parsed(1.0, () -> Sizing.cores(spec.resources()));
        }
        checkDistribution(spec.distribution(), place.field("distribution"));
    }

    static Lenience lenience(RunnersSpec spec) {
        return new Lenience(spec.onLoss() == OnLoss.CONTINUE, spec.onSaturation() == OnSaturation.WARN);
    }

    private static boolean areSound(@Nullable ResourcesSpec spec, Place place) {
        return spec == null
                || areSound(spec.limits(), place.field("limits")) & areSound(spec.requests(), place.field("requests"));
    }

    private static boolean areSound(Map<String, Quantity> amounts, Place place) {
        boolean sound = true;
        for (Map.Entry<String, Quantity> each : amounts.entrySet()) {
            try {
                each.getValue().getNumericalAmount();
            } catch (IllegalArgumentException | ArithmeticException e) {
                sound = false;
                place.field(each.getKey())
                        .wrong("\"" + each.getValue() + "\" is no amount; write "
                                + (each.getKey().equals("cpu") ? "2, 500m" : "512Mi, 1Gi"));
            }
        }
        return sound;
    }

    private static void checkDistribution(List<DistributionSpec> parts, Place place) {
        var names = new Names();
        boolean whole = true;
        for (int i = 0; i < parts.size(); i++) {
            Place here = place.element(i);
            if (here.field("name").has(parts.get(i).name())) {
                names.take(parts.get(i).name(), here);
            }
            whole &= here.field("percent").has(parts.get(i).percent());
        }
        int sum = whole ? parts.stream().mapToInt(DistributionSpec::percent).sum() : WHOLE;
        if (!parts.isEmpty() && sum != WHOLE) {
            place.wrong("the percents sum up to " + sum + ", not to " + WHOLE);
        }
    }

    /** Takes note of a share that so many runners leave without one. */
    static void checkShares(List<DistributionSpec> parts, int runners, Place place) {
        RunnerShare.deal(parts, runners).stream()
                .filter(each -> each.count() == 0)
                .findFirst()
                .ifPresent(each -> place.wrong(runners + (runners == 1 ? " runner is" : " runners are") + " too few: "
                        + each.part().name() + " (" + each.part().percent() + " %) would have none"));
    }
}
