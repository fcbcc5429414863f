package dev.loadstone.runner.report;

import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.SharedValue;
import java.util.Map;
import java.util.Optional;

/** The load that answers command. All its calls come on the control thread. */
public interface Commanded {
    /**
     * Starts at this instant of the monotonic clock.
     *
     * @param variables that the setup made
     */
    void start(long atNanos, Map<String, SharedValue> variables);

    /** Starts no iteration any more; ends as at the end of the last phase. */
    void finish();

    /** Starts nothing more; ends soon. */
    void stop();

    /** Does this, once; the reporter is told what came of it. */
    void run(Errand.Kind kind);

    /** Gives up on what it was told to do once; it ends soon. */
    void stopErrand();

    /** Everything so far; empty before the first second is over. */
    Optional<Interval> total();
}
