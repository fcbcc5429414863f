package dev.loadstone.shop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many delays were drawn by each law, over all event loops; so the n-th of a law is the same in every shop. */
final class Draws {
    private static final int MAX_LAWS = 1_000;

    private final Map<Law, AtomicLong> byLaw = new ConcurrentHashMap<>();

    long nextNanos(Law law) {
        AtomicLong drawn = byLaw.get(law);
        if (drawn == null) {
            if (byLaw.size() >= MAX_LAWS) {
                throw new Refusal(429, "more than " + MAX_LAWS + " laws since the counters were reset");
            }
            drawn = byLaw.computeIfAbsent(law, unused -> new AtomicLong());
        }
        return law.quantileNanos(Strata.at(drawn.getAndIncrement()));
    }
}
