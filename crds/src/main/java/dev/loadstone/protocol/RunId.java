package dev.loadstone.protocol;

import java.util.Objects;

/** The identity of one run, the test's uid and the run's number: a load starts at most once for each. */
public record RunId(String test, int number) {
    /** What the uid of a test is made of. */
    public static final String TEST = "[A-Za-z0-9-]{1,63}";

    public RunId {
        Objects.requireNonNull(test, "test is null");
        if (!test.matches(TEST)) {
            throw new IllegalArgumentException("not the uid of a test: " + test);
        }
        if (number < 1) {
            throw new IllegalArgumentException("runs are numbered from 1: " + number);
        }
    }

    @Override
    public String toString() {
        return test + "/" + number;
    }
}
