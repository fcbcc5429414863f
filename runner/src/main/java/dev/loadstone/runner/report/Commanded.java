package dev.loadstone.runner.report;

import dev.loadstone.protocol.Interval;
import java.util.Optional;

/** The load that answers command. All its calls come on the control thread. */
public interface Commanded {
    /** Starts at this instant of the monotonic clock. */
    void start(long atNanos);

    /** Starts nothing more; ends soon. */
    void stop();

    /** Everything so far; empty before the first second is over. */
    Optional<Interval> total();
}
