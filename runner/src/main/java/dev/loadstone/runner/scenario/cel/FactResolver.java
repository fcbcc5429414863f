package dev.loadstone.runner.scenario.cel;

import dev.cel.runtime.CelVariableResolver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a condition the facts that it names. */
record FactResolver(Facts facts) implements CelVariableResolver {
    private static final List<String> RESPONSE = List.of("status", "body", "json", "headers", "timeMillis");

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "vars" -> Optional.of(new LazyMap(facts::variables, facts::hasVariable, facts::variable));
            case "response" -> Optional.of(response());
            case "user" -> Optional.of(Map.of("id", facts.userId(), "iteration", facts.iteration()));
            case "data" -> Optional.of(new LazyMap(facts::feeders, facts.feeders()::contains, this::row));
            default -> Optional.empty();
        };
    }

    private LazyMap response() {
        Collection<String> names = facts.hasResponse() ? RESPONSE : List.of();
        return new LazyMap(() -> names, names::contains, this::responseField);
    }

    private Object responseField(String field) {
        return switch (field) {
            case "status" -> (long) facts.status();
            case "body" -> facts.body();
            case "json" -> facts.json();
            case "headers" -> facts.headers();
            case "timeMillis" -> facts.responseMillis();
            default -> throw new IllegalArgumentException("response has no " + field);
        };
    }

    private Object row(String feeder) {
        String value = facts.value(feeder);
        return value == null ? facts.row(feeder) : value;
    }
}
