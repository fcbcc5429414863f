package dev.loadstone.protocol;

/** How often a check held and how often it did not. */
public record CheckCount(long passed, long failed) {
    public CheckCount {
        if (passed < 0 || failed < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    public CheckCount plus(CheckCount other) {
        return new CheckCount(Math.addExact(passed, other.passed), Math.addExact(failed, other.failed));
    }
}
