package dev.loadstone.runner.scenario.cel;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map whose values are made when they are asked for. */
final class LazyMap extends AbstractMap<String, Object> {
    private final Supplier<? extends Collection<String>> names;
    private final Predicate<String> has;
    private final Function<String, @Nullable Object> values;

    LazyMap(
            Supplier<? extends Collection<String>> names,
            Predicate<String> has,
            Function<String, @Nullable Object> values) {
        this.names = names;
        this.has = has;
        this.values = values;
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String name && has.test(name);
    }

    @Override
    public @Nullable Object get(Object key) {
        return key instanceof String name && has.test(name) ? values.apply(name) : null;
    }

    @Override
    public int size() {
        return names.get().size();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        var all = new LinkedHashMap<String, Object>();
        for (String name : names.get()) {
            Object value = values.apply(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all.entrySet();
    }
}
