package dev.loadstone.protocol;

import java.util.Objects;

/** The identity of one run, the test's uid and the run's number: a load starts at most once for each. */
public record RunId(String test, int number) {
    public RunId {
        Objects.requireNonNull(test, "test is null");
        if (!test.matches("[A-Za-z0-9-]{1,63}")) {
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
