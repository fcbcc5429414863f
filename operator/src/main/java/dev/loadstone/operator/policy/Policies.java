package dev.loadstone.operator.policy;

import java.time.Instant;

/** Who knows what the namespaces of this cluster are bound by. */
@FunctionalInterface
public interface Policies {
    /** @throws RuntimeException where it can't be known now: no run may start then */
    Bounds of(String namespace, Instant now);
}
