package dev.loadstone.protocol;

import java.util.Comparator;
import java.util.Objects;

/** What requests are told apart by. */
public record RequestKey(String phase, String scenario, String request) implements Comparable<RequestKey> {
    private static final Comparator<RequestKey> ORDER = Comparator.comparing(RequestKey::phase)
            .thenComparing(RequestKey::scenario)
            .thenComparing(RequestKey::request);

    public RequestKey {
        Objects.requireNonNull(phase, "phase is null");
        Objects.requireNonNull(scenario, "scenario is null");
        Objects.requireNonNull(request, "request is null");
    }

    @Override
    public int compareTo(RequestKey other) {
        return ORDER.compare(this, other);
    }
}
