package dev.loadstone.operator.smoke;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.ResultsStatus;
import dev.loadstone.operator.verdict.Reason;

/** What a smoke test shows: whether the installation works, and in a sentence what was seen. */
record SmokeFinding(boolean works, String sentence) {
    /** @param arrived requests that the target counted */
    static SmokeFinding of(LoadTestStatus status, long arrived) {
        ResultsStatus results = status.results();
        String end = status.verdict() + " (" + status.reason() + "): " + status.message();
        if (results == null || arrived == 0 || results.offered() != arrived) {
            return new SmokeFinding(
                    false,
                    arrived + " requests arrived, the status tells of " + (results == null ? 0 : results.offered())
                            + "; " + end);
        }
        // On a busy cluster Loadstone rightly refuses to judge; that it does so is no fault of the installation.
        boolean judged = status.verdict() == Outcome.PASSED
                || Reason.GENERATOR_SATURATED.word().equals(status.reason());
        return new SmokeFinding(judged, arrived + " requests arrived, as the status says; " + end);
    }

    /** Where no verdict came. */
    static SmokeFinding unfinished(String shown) {
        return new SmokeFinding(false, "no verdict within 150 s; " + shown);
    }
}
