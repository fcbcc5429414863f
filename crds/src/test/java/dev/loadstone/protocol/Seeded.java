package dev.loadstone.protocol;

import java.util.Random;

/** Runs a check with many random inputs; a failure names the seed that makes it happen again. */
final class Seeded {
    private Seeded() {}

    static void times(int times, Check check) {
        for (long seed = 1; seed <= times; seed++) {
            try {
                check.with(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    interface Check {
        void with(Random random) throws Exception;
    }
}
