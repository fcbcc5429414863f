package dev.loadstone.operator.plan;

import dev.loadstone.protocol.Expression;
import dev.loadstone.protocol.Expression.PickText;
import dev.loadstone.protocol.Expression.PickVariable;
import dev.loadstone.protocol.Expression.VariableValue;
import dev.loadstone.protocol.Filter;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a template may use at a step of a scenario: those of the plan, and what earlier steps have
 * captured.
 */
final class Scope {
    private final Map<String, Variable.Source> variables;
    private final Map<String, String> captures;
    private final Set<String> captured = new TreeSet<>();

    /** @param captures where a variable is captured first, by its name: for who uses it where it is not set */
    Scope(Map<String, Variable.Source> variables, Map<String, String> captures) {
        this.variables = new HashMap<>(variables);
        this.captures = Map.copyOf(captures);
    }

    /** From here on the variable is set. */
    void capture(String name) {
        captured.add(name);
    }

    /** Whether the plan has a variable of this name. */
    boolean isVariable(String name) {
        return variables.containsKey(name);
    }

    /** The template that the text is, with every name looked up. */
    Template template(String text, Place place) {
        Template template = place.parsed(Template.text(""), () -> Template.parse(text));
        template.expressions().forEach(each -> check(each, place));
        return template;
    }

    /**
     * The values that a hole can take as they are written in the spec; none where it is only known when the load runs.
     */
    List<String> fixedValues(Template.Hole hole) {
        if (hole.filters().stream().anyMatch(each -> each != Filter.STRING && each != Filter.JSON_ESCAPE)) {
            return List.of();
        }
        return switch (hole.expression()) {
            case VariableValue(String name) -> values(variables.get(name));
            case PickVariable(String name) -> values(variables.get(name));
            case PickText(List<String> texts) -> texts;
            default -> List.of();
        };
    }

    private static List<String> values(Variable.@Nullable Source source) {
        return switch (source) {
            case null -> List.of();
            case Variable.Single(String value) -> List.of(value);
            case Variable.Several(List<String> values) -> values;
            case Variable.Environment _ -> List.of();
        };
    }

    private void check(Expression expression, Place place) {
        switch (expression) {
            case VariableValue(String name) -> {
                if (variables.get(name) instanceof Variable.Several) {
                    place.wrong("vars." + name + " is a list; write $(fn.pick(vars." + name + "))");
                } else if (!variables.containsKey(name) && !captured.contains(name)) {
                    place.wrong(unknown(name));
                }
            }
            case PickVariable(String name) -> {
                if (!variables.containsKey(name) && !captured.contains(name)) {
                    place.wrong(unknown(name));
                } else if (!(variables.get(name) instanceof Variable.Several)) {
                    place.wrong("vars." + name + " is one value, not a list; write $(vars." + name + ")");
                }
            }
            default -> {}
        }
    }

    private String unknown(String name) {
        String elsewhere = captures.get(name);
        if (elsewhere != null) {
            return "vars." + name + " is not set here; it is captured in " + elsewhere
                    + ", and only later steps of that scenario have it";
        }
        var known = new TreeSet<>(captured);
        known.addAll(variables.keySet());
        return Names.unknown("variable", name, known);
    }
}
