package dev.loadstone.runner.scenario;

/** Where a flow begins in a scenario's program, which is known once all is compiled. */
final class Entry {
    private int at = -1;

    int at() {
        return at;
    }

    void place(int at) {
        this.at = at;
    }
}
