package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a test leads to.
 *
 * @param deeds in the order in which they must be done
 * @param nextLook when to look again, though nothing should happen until then; null for never
 */
public record Decision(List<Deed> deeds, @Nullable Duration nextLook) {
    public Decision {
        deeds = List.copyOf(deeds);
    }

    /** Whether afterwards no run of the test is under way, and it waits for none. */
    boolean rests() {
        return deeds.stream()
                .anyMatch(each -> each instanceof Deed.WriteStatus(LoadTestStatus status)
                        && !Observation.isLive(status.run())
                        && status.queue() == null);
    }

    /** This, before those deeds. */
    Decision before(List<Deed> last) {
        var all = new ArrayList<>(deeds);
        all.addAll(last);
        return new Decision(all, nextLook);
    }

    /** This, after those deeds. */
    Decision after(List<Deed> first) {
        var all = new ArrayList<>(first);
        all.addAll(deeds);
        return new Decision(all, nextLook);
    }
}
