package dev.loadstone.operator.policy;

import java.time.Instant;

/** Who knows what the namespaces of this cluster are bound by. */
@FunctionalInterface
public interface Policies {
    /** Never fails: what can't be known now is {@link Bounds#doubt}. */
    Bounds of(String namespace, Instant now);
}
