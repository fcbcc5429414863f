package dev.loadstone.runner;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.runner.scenario.Request;

/** Where an event loop's users come from, and what becomes of them after an iteration. */
sealed interface UserSource permits Arrivals, Residents, Messenger {
    /** The instant at which the run starts; said once, before all else. */
    void begin(long startNanos);

    /** When it next has something to do; {@link Long#MAX_VALUE} when never. */
    long nextNanos();

    /** When nothing will begin any more, as far as is known now. */
    long endNanos();

    /**
     * Does what is due.
     *
     * @param most how much of it may be done at once
     * @return how much of that is left
     */
    int fire(long now, int most);

    /** This user of its own ended an iteration at this instant. It begins another, or is told to leave. */
    void ended(User user, long atNanos);

    /** This user, which was told to leave, is ready to serve another. */
    void left(User user, long atNanos);

    /** For how long a user pauses that ended an iteration without having waited for anything. */
    default long breathNanos() {
        return 0;
    }

    /**
     * A request of this user failed.
     *
     * @param failedChecks bits of the checks that did not hold
     * @return whether the iteration is over by that, whatever the request itself says
     */
    default boolean endsOn(Request request, ErrorClass error, long failedChecks) {
        return false;
    }

    /** Nothing starts any more: what waited for a start never will. */
    void drain(long now);
}
