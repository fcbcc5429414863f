package dev.loadstone.operator.observe;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the operator works, or could: a leader must hear of changes, and whoever takes part in the election must go on looking
 * at the lease, for an election that has died in silence leaves nobody in charge.
 */
public final class OperatorHealth {
    private static final Duration LONGEST_DEAF = Duration.ofMinutes(2);

    private final Duration longestWithoutLease;
    private final LongSupplier nanoTime;
    private volatile long leaseNanos;
    private volatile @Nullable BooleanSupplier hearing;
    private boolean deaf;
    private long deafNanos;

    /**
     * @param longestWithoutLease zero where there is no election
     * @param nanoTime monotonic
     */
    public OperatorHealth(Duration longestWithoutLease, LongSupplier nanoTime) {
        this.longestWithoutLease = longestWithoutLease;
        this.nanoTime = nanoTime;
        this.leaseNanos = nanoTime.getAsLong();
    }

    /** The election looked at the lease, be it in vain. */
    public void leaseLookedAt() {
        leaseNanos = nanoTime.getAsLong();
    }

    /** From now on this process leads. */
    public void leads(BooleanSupplier hearsOfChanges) {
        hearing = hearsOfChanges;
    }

    public boolean isLeading() {
        return hearing != null;
    }

    /** Whether this process leads, and does not hear of changes. */
    public boolean isDeaf() {
        BooleanSupplier leader = hearing;
        return leader != null && !leader.getAsBoolean();
    }

    /** What keeps it from being ready; empty for nothing. */
    public synchronized Optional<String> unready() {
        BooleanSupplier leader = hearing;
        boolean hears = leader == null || leader.getAsBoolean();
        noteHearing(hears);
        return hears ? withoutLease() : Optional.of("the informers are not in sync");
    }

    /** Why it must be started anew; empty for no reason. */
    public synchronized Optional<String> dead() {
        BooleanSupplier leader = hearing;
        noteHearing(leader == null || leader.getAsBoolean());
        return deaf && since(deafNanos).compareTo(LONGEST_DEAF) > 0
                ? Optional.of("the informers have been out of sync for "
                        + since(deafNanos).toSeconds() + " s")
                : withoutLease();
    }

    private Optional<String> withoutLease() {
        Duration without = since(leaseNanos);
        return longestWithoutLease.isZero() || without.compareTo(longestWithoutLease) <= 0
                ? Optional.empty()
                : Optional.of("the lease was not looked at for " + without.toSeconds() + " s");
    }

    private void noteHearing(boolean hears) {
        if (hears) {
            deaf = false;
        } else if (!deaf) {
            deaf = true;
            deafNanos = nanoTime.getAsLong();
        }
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanoTime.getAsLong() - nanos);
    }
}
