package dev.loadstone.runner;

import org.junit.jupiter.api.Test;

/** The truth test at full size: 1.4 s of standstill in 30 s at 2,000 requests a second must show as a p99 of 1.10 s. */
class FullTruthIT {
    private static final int ATTEMPTS = 5;

    /** Two per cent is less than a busy machine adds by itself now and then, but a tool that errs does so each time. */
    @Test
    void theNinetyNinthPercentileIsTheAnalyticOne() {
        for (int attempt = 1; true; attempt++) {
            try {
                TruthTest.check(2000, 30_000, 1400, 100_000, 0.02);
                return;
            } catch (AssertionError missed) {
                if (attempt == ATTEMPTS) {
                    throw missed;
                }
                System.out.println("attempt " + attempt + ": " + missed.getMessage());
            }
        }
    }
}
