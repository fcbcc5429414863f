package dev.loadstone.runner;

/** A user's place in a population, by its number from 0. Where it is not wanted the user on it begins no further iteration. */
final class Seat {
    /** Of an arrival, which is of no population. */
    static final Seat NONE = new Seat(-1);

    private final long number;
    private boolean wanted = true;

    Seat(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    void want(boolean wanted) {
        this.wanted = wanted;
    }

    boolean isWanted() {
        return wanted;
    }
}
