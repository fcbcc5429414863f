package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.StepSpec;
import dev.loadstone.protocol.Expression;
import dev.loadstone.protocol.Filter;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Variable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a flow or scenario may use: the names of the spec, and the variables that something before it may set.
 */
final class Scope {
    private final Vocabulary vocabulary;
    private final String owner;
    private final Set<String> set;
    private final boolean atOnce;
    private final boolean ofSetup;

    private Scope(Vocabulary vocabulary, String owner, Set<String> set, boolean atOnce, boolean ofSetup) {
        this.vocabulary = vocabulary;
        this.owner = owner;
        this.set = new TreeSet<>(set);
        this.atOnce = atOnce;
        this.ofSetup = ofSetup;
    }

    /** At the first step of a flow. */
    static Scope ofFlow(String name, Place flow, Vocabulary vocabulary) {
        VariableFlow settings = vocabulary.settings();
        return new Scope(
                vocabulary,
                flow.path(),
                settings.atFlow(name),
                settings.isAtOnce(name),
                vocabulary.setupOnly().contains(name));
    }

    /** At the first step of a scenario. */
    static Scope ofScenario(int index, Place scenario, Vocabulary vocabulary) {
        return new Scope(vocabulary, scenario.path(), vocabulary.settings().atScenario(index), false, false);
    }

    /** Where no step is: what everybody has. */
    static Scope ofTest(Place place, Vocabulary vocabulary) {
        return new Scope(vocabulary, place.path(), vocabulary.settings().shared(), false, false);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** A step is done: what it may have set is set from here on. */
    void passed(StepSpec step) {
        if (!atOnce) {
            set.addAll(vocabulary.settings().made(step));
        }
    }

    /** Takes note of a name that can't be set here. */
    void mayBeSet(String name, Place place, String verb) {
        if (vocabulary.variables().containsKey(name) && !ofSetup) {
            place.wrong("\"" + name + "\" is already a variable; " + verb + " another name");
        }
    }

    /** The template that the text is, with every name looked up. */
    Template template(String text, Place place) {
        Template template = place.parsed(Template.text(""), () -> parsed(text));
        template.expressions().forEach(each -> check(each, place));
        return template;
    }

    private static Template parsed(String text) {
        try {
            return Template.parse(text);
        } catch (IllegalArgumentException e) {
            if (text.contains("$(fn.") && !text.endsWith(")")) {
                throw new IllegalArgumentException(
                        e.getMessage() + " (in YAML's flow style, between { and }, put the whole in quotes)", e);
            }
            throw e;
        }
    }

    /** Checks an expression in CEL, with every name looked up that it does not ask for itself. */
    void expression(String text, Conditions.Wanted wanted, Place place) {
        vocabulary.conditions().check(text, wanted, place).ifPresent(tree -> {
            Mentions.of(tree).forEach(mention -> mention(mention, place));
            new Comparisons(this::isText).mistakes(tree).forEach(place::wrong);
        });
    }

    private boolean isText(String name) {
        return vocabulary.variables().get(name) instanceof Variable.Single
                && !set.contains(name)
                && !vocabulary.settings().shared().contains(name);
    }

    /** Takes note of a flow that does not exist. */
    void flow(@Nullable String name, Place place) {
        if (name != null && !vocabulary.flows().names().contains(name)) {
            place.wrong(Names.unknown("flow", name, vocabulary.flows().names()));
        }
    }

    /** Takes note of a variable that is no list. */
    void list(String name, Place place) {
        if (!isSet(name)) {
            place.wrong(unknown(name));
        } else if (isSingle(name)) {
            place.wrong("vars." + name + " is one value, not a list; give it values, or capture a JSON array");
        }
    }

    /**
     * The values that a hole can take as they are written in the spec; none where it is only known when the load runs.
     */
    List<String> fixedValues(Template.Hole hole) {
        if (hole.filters().stream().anyMatch(each -> each != Filter.STRING && each != Filter.JSON_ESCAPE)) {
            return List.of();
        }
        return switch (hole.expression()) {
            case Expression.VariableValue(String name) -> values(name);
            case Expression.PickVariable(String name) -> values(name);
            case Expression.PickText(List<String> texts) -> texts;
            case Expression.WeightedPick(var choices) ->
                choices.stream().map(Expression.Weighted::text).toList();
            case Expression.Literal(String text) -> List.of(text);
            case Expression.UserId _,
                    Expression.UserIteration _,
                    Expression.Uuid _,
                    Expression.RandomInt _,
                    Expression.RandomString _,
                    Expression.DataValue _,
                    Expression.FileContent _,
                    Expression.Now _,
                    Expression.Applied _ -> List.of();
        };
    }

    private List<String> values(String name) {
        if (vocabulary.settings().shared().contains(name)) {
            return List.of();
        }
        return switch (vocabulary.variables().get(name)) {
            case null -> List.of();
            case Variable.Single(String value) -> List.of(value);
            case Variable.Several(List<String> values) -> values;
            case Variable.Environment _ -> List.of();
        };
    }

    private void check(Expression expression, Place place) {
        switch (expression) {
            case Expression.VariableValue(String name) -> {
                if (!isSet(name)) {
                    place.wrong(unknown(name));
                } else if (vocabulary.variables().get(name) instanceof Variable.Several && !set.contains(name)) {
                    place.wrong("vars." + name + " is a list; write $(fn.pick(vars." + name + "))");
                }
            }
            case Expression.PickVariable(String name) -> {
                if (!isSet(name)) {
                    place.wrong(unknown(name));
                } else if (isSingle(name)) {
                    place.wrong("vars." + name + " is one value, not a list; write $(vars." + name + ")");
                }
            }
            case Expression.DataValue(String feeder, String column) -> data(feeder, column, place);
            case Expression.FileContent _ ->
                place.wrong("a file is sent with body.file, or as a part of body.multipart, and is no value");
            case Expression.Applied(var _, List<Expression> arguments) -> arguments.forEach(each -> check(each, place));
            case Expression.PickText _,
                    Expression.WeightedPick _,
                    Expression.Literal _,
                    Expression.Now _,
                    Expression.UserId _,
                    Expression.UserIteration _,
                    Expression.Uuid _,
                    Expression.RandomInt _,
                    Expression.RandomString _ -> {}
        }
    }

    private void mention(List<String> mention, Place place) {
        String name = mention.get(1);
        switch (mention.getFirst()) {
            case "vars" -> {
                if (!isSet(name)) {
                    place.wrong(unknown(name));
                }
            }
            case "data" -> data(name, mention.size() > 2 ? mention.get(2) : "", place);
            case "response" ->
                known("response", name, Set.of("status", "body", "json", "headers", "timeMillis"), place);
            case "user" -> known("user", name, Set.of("id", "iteration"), place);
            default -> {}
        }
    }

    private static void known(String owner, String name, Set<String> names, Place place) {
        if (!names.contains(name)) {
            place.wrong(Names.unknown("field of " + owner, name, names));
        }
    }

    private void data(String feeder, String column, Place place) {
        Columns columns = vocabulary.feeders().get(feeder);
        if (columns == null) {
            place.wrong(Names.unknown("feeder", feeder, vocabulary.feeders().keySet()));
        } else if (!column.equals(Mentions.MEMBER)) {
            columns.mistake(feeder, column).ifPresent(place::wrong);
        }
    }

    private boolean isSet(String name) {
        return set.contains(name) || vocabulary.variables().containsKey(name);
    }

    private boolean isSingle(String name) {
        return !set.contains(name) && !(vocabulary.variables().get(name) instanceof Variable.Several);
    }

    private String unknown(String name) {
        Setting elsewhere = vocabulary.settings().setting(name);
        if (elsewhere != null) {
            boolean here = elsewhere.owner().equals(owner);
            String kind = elsewhere.owner().contains(".scenarios[") ? "scenario" : "flow";
            if (here && atOnce) {
                return "vars." + name + " is not set here; the requests of this flow go out at once";
            }
            return "vars." + name + " is not set here; it is " + elsewhere.verb() + " in " + elsewhere.step()
                    + (here || kind.equals("scenario")
                            ? ", and only later steps of that " + kind + " have it"
                            : ", and nothing before this calls that flow");
        }
        var known = new TreeSet<>(set);
        known.addAll(vocabulary.variables().keySet());
        return Names.unknown("variable", name, known);
    }
}
