package dev.loadstone.runner;

/** Where an event loop's users come from, and what becomes of them after an iteration. */
sealed interface UserSource permits Arrivals, Residents {
    /** When it next has something to do; {@link Long#MAX_VALUE} when never. */
    long nextNanos();

    /**
     * Does what is due.
     *
     * @param most how much of it may be done at once
     * @return how much of that is left
     */
    int fire(long now, int most);

    /** This user of its own ended an iteration at this instant. */
    void ended(User user, long atNanos);

    /** Nothing starts any more: what waited for a start never will. */
    void drain(long now);
}
