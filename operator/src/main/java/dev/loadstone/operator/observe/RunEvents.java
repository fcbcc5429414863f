package dev.loadstone.operator.observe;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;

/** Tells people what happens to a test, in the events that {@code kubectl describe} shows. */
public interface RunEvents {
    /** Reason of the event that a time of a schedule passed without a run. */
    String START_MISSED = "StartMissed";

    /**
     * Says it once: the same key of the same test again is no second event. It never fails; what can't be told is logged.
     *
     * @param type Normal or Warning
     * @param reason one word, for machines
     * @param note a sentence, for people
     */
    void emit(LoadTest test, String type, String reason, String note, String key);

    /** A status was written that tells, for the first time, of the end of a run. */
    void ended(LoadTestStatus status);
}
