package dev.loadstone.runner.scenario.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Expression;
import dev.loadstone.protocol.Function;
import dev.loadstone.protocol.Variable;
import dev.loadstone.runner.scenario.feed.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names in the templates of a scenario mean. */
public final class Variables {
    private final Names names;
    private final Set<String> settable;

    /** @param settable names that something sets before, in the scenario or in the setup */
    public Variables(Names names, Set<String> settable) {
        this.names = names;
        this.settable = Set.copyOf(settable);
    }

    /** Where what is captured or set under this name goes. */
    public int slot(String name) {
        return names.slot(name);
    }

    /** @throws IllegalArgumentException where a name means nothing, or a list where one value is wanted */
    Source source(Expression expression) {
        return switch (expression) {
            case Expression.VariableValue value -> value(value.name());
            case Expression.UserId id -> new Source.UserNumber();
            case Expression.UserIteration iteration -> new Source.IterationNumber();
            case Expression.DataValue value -> cell(value);
            case Expression.FileContent(String name) -> new Source.Constant(names.file(name));
            case Expression.Uuid uuid -> new Drawn.RandomUuid();
            case Expression.RandomInt random -> new Drawn.RandomInteger(random.min(), random.max());
            case Expression.RandomString random -> new Drawn.RandomText(random.length());
            case Expression.PickVariable pick -> pick(pick.name());
            case Expression.PickText(List<String> texts) -> oneOf(texts);
            case Expression.WeightedPick(List<Expression.Weighted> choices) -> weighted(choices);
            case Expression.Now now -> Now.of(now);
            case Expression.Applied(Function function, List<Expression> arguments) -> applied(function, arguments);
            case Expression.Literal(String text) -> new Source.Constant(text.getBytes(UTF_8));
        };
    }

    private Source value(String name) {
        if (settable.contains(name)) {
            return new Source.VariableValue(names.named(name));
        }
        Variable.@Nullable Source plan = names.plan(name);
        if (plan instanceof Variable.Single(String value)) {
            return new Source.Constant(value.getBytes(UTF_8));
        }
        throw new IllegalArgumentException(
                plan == null
                        ? "vars." + name + " is neither a variable nor captured"
                        : "vars." + name + " is a list; take one of it with fn.pick(vars." + name + ")");
    }

    /** A list to take values of, one or all. */
    public Named list(String name) {
        if (!settable.contains(name) && !(names.plan(name) instanceof Variable.Several)) {
            throw new IllegalArgumentException("vars." + name + " is neither a list nor captured");
        }
        return names.named(name);
    }

    private Source pick(String name) {
        if (settable.contains(name)) {
            return new Drawn.Element(names.named(name));
        }
        return switch (names.plan(name)) {
            case null -> throw new IllegalArgumentException("fn.pick(vars." + name + "): there is no such variable");
            case Variable.Single(String value) -> new Source.Constant(value.getBytes(UTF_8));
            case Variable.Several(List<String> several) -> oneOf(several);
            case Variable.Environment environment ->
                throw new IllegalStateException("the environment is put in before: " + environment);
        };
    }

    private Source cell(Expression.DataValue value) {
        int feeder = names.feeder(value.feeder());
        Table table = names.feeders().get(feeder);
        return new Source.Cell(feeder, table.column(value.column()), table.rows());
    }

    private Source applied(Function function, List<Expression> arguments) {
        return new Applied(function, arguments.stream().map(this::source).toList());
    }

    private static Source oneOf(List<String> texts) {
        return new Drawn.OneOf(texts.stream().map(text -> text.getBytes(UTF_8)).toList());
    }

    private static Source weighted(List<Expression.Weighted> choices) {
        return new Drawn.Weighted(
                choices.stream().map(choice -> choice.text().getBytes(UTF_8)).toList(),
                new Weights(
                        choices.stream().mapToLong(Expression.Weighted::weight).toArray()));
    }
}
