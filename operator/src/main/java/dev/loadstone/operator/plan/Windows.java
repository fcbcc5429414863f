package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ThresholdSpec;
import dev.loadstone.protocol.Threshold;
import org.jspecify.annotations.Nullable;

/** Plans the window of a threshold, in whole seconds. */
final class Windows {
    private static final String LONGEST = "24h";

    private Windows() {}

    static Threshold.@Nullable Window plan(ThresholdSpec spec, Scopes scopes, Place place) {
        String window = spec.window();
        String lasting = spec.lasting();
        if (window == null) {
            if (lasting != null) {
                place.field("for").wrong("for needs a window");
            }
            return null;
        }
        long length = seconds(window, "1s", place.field("window"));
        long forMillis = lasting == null ? 0 : seconds(lasting, "0s", place.field("for"));
        long measured = scopes.measuredSeconds(spec.phase(), spec.scenario()) * 1000;
        if (measured > 0 && length > measured) {
            place.field("window")
                    .wrong(window + " is longer than what is measured at a stretch, " + measured / 1000
                            + " s: no window would ever be full");
        } else if (measured > 0 && length + forMillis > measured) {
            place.field("for")
                    .wrong("windows of " + window + " can't miss for " + lasting + " in the " + measured / 1000
                            + " s that are measured at a stretch: it could never be missed");
        }
        return new Threshold.Window(length, forMillis);
    }

    private static long seconds(String text, String least, Place place) {
        long millis = place.parsed(1000L, () -> Durations.millis(text, least, LONGEST));
        if (millis % 1000 != 0) {
            place.wrong(text + " is not a whole number of seconds");
            return 1000;
        }
        return millis;
    }
}
