package dev.loadstone.runner;

import org.junit.jupiter.api.Test;

/** The truth test at full size: 1.4 s of standstill in 30 s at 2,000 requests a second must show as a p99 of 1.10 s. */
class FullTruthIT {
    @Test
    void theNinetyNinthPercentileIsTheAnalyticOne() {
        TruthTest.check(2000, 30_000, 1400, 100_000, 0.02);
    }
}
