package dev.loadstone.operator.loadtest;

import dev.loadstone.protocol.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the API server answered when it would not make objects of a run; the last answer for each. */
final class Refusals {
    private record Refused(RunId run, String name) {}

    private final ConcurrentMap<Refused, String> words = new ConcurrentHashMap<>();

    void refused(RunId run, String name, String message) {
        words.put(new Refused(run, name), message);
    }

    void made(RunId run, String name) {
        words.remove(new Refused(run, name));
    }

    /** Of this object. */
    Optional<String> of(RunId run, String name) {
        return Optional.ofNullable(words.get(new Refused(run, name)));
    }

    /** Of any other object. */
    Optional<String> besides(RunId run, String name) {
        return words.entrySet().stream()
                .filter(each ->
                        each.getKey().run().equals(run) && !each.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    void forget(String test) {
        words.keySet().removeIf(each -> each.run().test().equals(test));
    }
}
