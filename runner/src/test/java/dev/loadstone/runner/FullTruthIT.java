package dev.loadstone.runner;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth test at full size: 1.4 s of standstill must show in the 99th percentile as long as it was, less 1 % of the run. */
class FullTruthIT {
    private static final int ATTEMPTS = 5;

    /** Two per cent is less than a busy machine adds by itself now and then, but a tool that errs does so each time. */
    @ParameterizedTest
    @CsvSource({"2000, 30_000", "20_000, 10_000"})
    void theNinetyNinthPercentileIsTheAnalyticOne(int rate, long runMillis) {
        for (int attempt = 1; true; attempt++) {
            try {
                TruthTest.check(rate, runMillis, 1400, 100_000, 0.02);
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
