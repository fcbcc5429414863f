package dev.loadstone.runner.record;

/** What is counted of one thing in some span of time. */
interface Tally {
    /** Nothing happened since it was cleared. */
    boolean isEmpty();

    void clear();
}
