package dev.loadstone.operator.status;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import java.time.Instant;

/** Makes the one status of a test from all that is known of it, never larger than 16 KiB. */
public final class Statuses {
    private Statuses() {}

    public static LoadTestStatus of(Situation situation, Instant now) {
        throw new UnsupportedOperationException();
    }
}
