package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Expression;
import dev.loadstone.protocol.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the names in the templates of a scenario mean.
 *
 * @param values of the plan's variables
 * @param slots of the names that the scenario captures
 */
record Variables(Map<String, Variable.Source> values, Map<String, Integer> slots) {
    Variables {
        values = Map.copyOf(values);
        slots = Map.copyOf(slots);
    }

    /** The plan's variables, with what the environment holds put in. */
    static Map<String, Variable.Source> resolve(List<Variable> variables, Map<String, String> environment) {
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

    /** @throws IllegalArgumentException where a name means nothing, or a list where one value is wanted */
    Source source(Expression expression) {
        return switch (expression) {
            case Expression.VariableValue value -> value(value.name());
            case Expression.UserId id -> new Source.UserNumber();
            case Expression.Uuid uuid -> new Source.RandomUuid();
            case Expression.RandomInt random -> new Source.RandomInteger(random.min(), random.max());
            case Expression.RandomString random -> new Source.RandomText(random.length());
            case Expression.PickVariable pick -> pick(pick.name());
            case Expression.PickText pick -> oneOf(pick.texts());
            case Expression.UserIteration e -> throw unknown(e);
            case Expression.DataValue e -> throw unknown(e);
            case Expression.FileContent e -> throw unknown(e);
            case Expression.WeightedPick e -> throw unknown(e);
            case Expression.Now e -> throw unknown(e);
            case Expression.Applied e -> throw unknown(e);
            case Expression.Literal e -> throw unknown(e);
        };
    }

    private static IllegalArgumentException unknown(Expression expression) {
        return new IllegalArgumentException("can't be compiled: " + expression.source());
    }

    private Source value(String name) {
        Integer slot = slots.get(name);
        byte[] single = single(name);
        if (slot != null) {
            return new Source.CapturedValue(name, slot, single);
        }
        if (single != null) {
            return new Source.Constant(single);
        }
        throw new IllegalArgumentException(
                values.containsKey(name)
                        ? "vars." + name + " is a list; take one of it with fn.pick(vars." + name + ")"
                        : "vars." + name + " is neither a variable nor captured");
    }

    private byte @Nullable [] single(String name) {
        return values.get(name) instanceof Variable.Single(String value) ? value.getBytes(UTF_8) : null;
    }

    private Source pick(String name) {
        Variable.Source source = values.get(name);
        if (source == null) {
            throw new IllegalArgumentException("fn.pick(vars." + name + "): there is no such variable");
        }
        return switch (source) {
            case Variable.Single(String value) -> new Source.Constant(value.getBytes(UTF_8));
            case Variable.Several(List<String> several) -> oneOf(several);
            case Variable.Environment environment ->
                throw new IllegalStateException("the environment is put in before: " + environment);
        };
    }

    private static Source oneOf(List<String> texts) {
        return new Source.OneOf(texts.stream().map(text -> text.getBytes(UTF_8)).toList());
    }
}
