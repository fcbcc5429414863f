package dev.loadstone.operator.loadtest;

import dev.loadstone.protocol.RunId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the API server answered when it would not make an object of a run; only the last answer of each run is kept. */
final class Refusals {
    private final ConcurrentMap<RunId, String> words = new ConcurrentHashMap<>();

    void refused(RunId run, String message) {
        words.put(run, message);
    }

    void made(RunId run) {
        words.remove(run);
    }

    Optional<String> of(RunId run) {
        return Optional.ofNullable(words.get(run));
    }

    void forget(String test) {
        words.keySet().removeIf(run -> run.test().equals(test));
    }
}
