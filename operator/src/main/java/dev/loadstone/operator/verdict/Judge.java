package dev.loadstone.operator.verdict;

import dev.loadstone.operator.report.Report;
import java.util.Optional;

/** Says how a run ended: Passed only where the data is whole, the generator was sound, and every threshold held. */
public final class Judge {
    private Judge() {}

    public static Verdict judge(Report report, RunEnd end) {
        throw new UnsupportedOperationException();
    }

    /** The first threshold with abort that is missed by what is known now. */
    public static Optional<Finding> aborting(Report report) {
        throw new UnsupportedOperationException();
    }
}
