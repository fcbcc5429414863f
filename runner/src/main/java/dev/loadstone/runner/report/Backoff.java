package dev.loadstone.runner.report;

import java.util.random.RandomGenerator;

/** Pauses between tries: they double from 0.2 s to 2 s, and chance keeps many runners from trying at the same instant. */
final class Backoff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 2000;

    private final RandomGenerator random;
    private long nextMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long failedMillis() {
        long pause = nextMillis;
        nextMillis = Math.min(LONGEST_MILLIS, nextMillis * 2);
        return pause / 2 + random.nextLong(pause / 2 + 1);
    }

    void succeeded() {
        nextMillis = FIRST_MILLIS;
    }
}
