package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.RunPolicySpec;
import dev.loadstone.operator.plan.Durations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long the objects of finished runs live. */
record Lifetime(RunPolicySpec policy, Instant now) {

    /** @param finishedAt when the run ended; null for not yet */
    boolean isOver(@Nullable String finishedAt) {
        Instant end = end(finishedAt);
        return end != null && !now.isBefore(end);
    }

    /** When the objects of a run that ended then live no longer; null for never. */
    @Nullable
    Instant end(@Nullable String finishedAt) {
        String ttl = policy.ttlAfterFinished();
        return ttl == null || finishedAt == null
                ? null
                : Instant.parse(finishedAt).plusMillis(Durations.millis(ttl));
    }
}
