package dev.loadstone.runner.scenario.template;

import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Variable;
import dev.loadstone.runner.scenario.encoding.JsonEscaping;
import dev.loadstone.runner.scenario.feed.Rows;
import dev.loadstone.runner.scenario.feed.Table;
import dev.loadstone.runner.scenario.template.SharedValues.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that the plan gives a name to: variables, feeders and files. */
public final class Names {
    private final Map<String, Variable.Source> plan;
    private final SharedValues shared;
    private final Map<String, Named> named = new HashMap<>();
    private final List<Table> feeders;
    private final Map<String, Integer> feedersByName;
    private final Function<String, byte[]> files;

    private Names(
            Map<String, Variable.Source> plan,
            Map<String, Integer> slots,
            List<Table> feeders,
            Function<String, byte[]> files) {
        this.plan = Map.copyOf(plan);
        this.feeders = List.copyOf(feeders);
        this.files = files;
        shared = new SharedValues(slots);
        slots.forEach((name, slot) -> {
            Variable.@Nullable Source source = plan.get(name);
            named.put(name, new Named(name, slot, shared, source == null ? null : value(source)));
        });
        feedersByName = new HashMap<>();
        for (int i = 0; i < feeders.size(); i++) {
            feedersByName.put(feeders.get(i).feeder().name(), i);
        }
    }

    /**
     * @param rows of each feeder
     * @param set names that captures and other steps set
     * @throws IllegalArgumentException where the environment lacks a variable, or a feeder can't be read
     */
    public static Names of(
            RunPlan plan,
            Map<String, String> environment,
            Function<String, byte[]> files,
            Function<Feeder, Rows> rows,
            Set<String> set) {
        Map<String, Variable.Source> values = resolve(plan.variables(), environment);
        var slots = new HashMap<String, Integer>();
        // Plan's variables too have slots, so that conditions find all by one table.
        var all = new TreeSet<>(set);
        all.addAll(values.keySet());
        all.forEach(name -> slots.put(name, slots.size()));
        var feeders = new ArrayList<Table>();
        for (int i = 0; i < plan.feeders().size(); i++) {
            Feeder feeder = plan.feeders().get(i);
            feeders.add(Table.of(feeder, i, rows.apply(feeder), plan.seed()));
        }
        return new Names(values, slots, feeders, files);
    }

    /** The plan's variables, with what the environment holds put in. */
    private static Map<String, Variable.Source> resolve(List<Variable> variables, Map<String, String> environment) {
        var values = new HashMap<String, Variable.Source>();
        for (Variable variable : variables) {
            values.put(
                    variable.name(),
                    switch (variable.source()) {
                        case Variable.Environment source -> new Variable.Single(find(variable, source, environment));
                        case Variable.Single source -> source;
                        case Variable.Several source -> source;
                    });
        }
        return values;
    }

    private static String find(Variable variable, Variable.Environment source, Map<String, String> environment) {
        String value = environment.get(source.variable());
        if (value == null) {
            throw new IllegalArgumentException(
                    "variable " + variable.name() + ": there is no environment variable " + source.variable());
        }
        return value;
    }

    /** What the plan says of the name; null where it says nothing. */
    Variable.@Nullable Source plan(String name) {
        return plan.get(name);
    }

    public int slot(String name) {
        return named(name).slot();
    }

    /** Names of all variables that there may be. */
    public Set<String> variables() {
        return named.keySet();
    }

    public Named named(String name) {
        Named found = named.get(name);
        if (found == null) {
            throw new IllegalArgumentException("vars." + name + " is neither a variable nor captured");
        }
        return found;
    }

    private static Value value(Variable.Source source) {
        return switch (source) {
            case Variable.Single(String value) -> Value.of(value, false);
            case Variable.Several(List<String> values) -> new Value(JsonEscaping.array(values), true);
            case Variable.Environment environment ->
                throw new IllegalStateException("the environment is put in before: " + environment);
        };
    }

    public SharedValues shared() {
        return shared;
    }

    public List<Table> feeders() {
        return feeders;
    }

    public int feeder(String name) {
        Integer feeder = feedersByName.get(name);
        if (feeder == null) {
            throw new IllegalArgumentException("there is no feeder \"" + name + "\"; there are: "
                    + String.join(", ", new TreeSet<>(feedersByName.keySet())));
        }
        return feeder;
    }

    /** The content of a file of the plan. */
    byte[] file(String name) {
        return files.apply(name);
    }
}
