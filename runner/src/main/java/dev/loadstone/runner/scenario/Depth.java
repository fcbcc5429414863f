package dev.loadstone.runner.scenario;

/** How much a user must have room for: calls, loops and groups inside of one another, and steps that keep a pace. */
record Depth(int calls, int loops, int groups, int paces) {
    static final Depth NONE = new Depth(0, 0, 0, 0);

    /** Room for either. */
    Depth or(Depth other) {
        return new Depth(
                Math.max(calls, other.calls),
                Math.max(loops, other.loops),
                Math.max(groups, other.groups),
                Math.max(paces, other.paces));
    }
}
