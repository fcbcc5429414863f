package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.CheckSpec;
import dev.loadstone.api.v1alpha1.Severity;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.Relation;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.StatusSet;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans the checks of a request; one without a name is named after what it looks at. */
final class Checks {
    private static final int LONGEST_NAME = 63;
    private static final Expectation ANY = new Expectation.Status(StatusSet.SUCCESS);

    private Checks() {}

    static List<Check> plan(List<CheckSpec> specs, Place place, Scope scope) {
        var names = new HashSet<String>();
        var planned = new ArrayList<Check>();
        for (int i = 0; i < specs.size(); i++) {
            CheckSpec spec = specs.get(i);
            Expectation expectation = expectation(spec, place.element(i), scope);
            String name = Names.unique(spec.name() == null ? name(expectation) : spec.name(), names);
            planned.add(new Check(name, spec.severity() == Severity.FAIL, expectation));
        }
        return planned;
    }

    /** Whether it is surely of the body. */
    static boolean looksAtBody(CheckSpec spec) {
        return spec.jsonPath() != null || spec.bodyContains() != null || spec.bodyMatches() != null;
    }

    private static Expectation expectation(CheckSpec spec, Place place, Scope scope) {
        if (subjects(spec) != 1) {
            place.wrong("a check has exactly one of status, jsonPath, bodyContains, bodyMatches, header, contentType,"
                    + " maxResponseTime, condition");
            return ANY;
        }
        String status = spec.status();
        String time = spec.maxResponseTime();
        String condition = spec.condition();
        if (status != null) {
            return place.field("status").parsed(ANY, () -> new Expectation.Status(StatusSet.parse(status)));
        }
        if (time != null) {
            return place.field("maxResponseTime").parsed(ANY, () -> withinTime(time));
        }
        if (condition != null) {
            scope.expression(condition, Conditions.Wanted.TRUTH, place.field("condition"));
            return new Expectation.Holds(condition);
        }
        if (spec.header() != null) {
            return HeaderChecks.plan(spec.header(), place.field("header"));
        }
        if (spec.contentType() != null) {
            return contentType(spec.contentType(), place.field("contentType"));
        }
        return spec.jsonPath() == null ? text(spec, place) : json(spec, place);
    }

    private static Expectation withinTime(String time) {
        return new Expectation.WithinTime(Durations.millis(time, "1ms", Targets.LONGEST_TIMEOUT));
    }

    private static long subjects(CheckSpec spec) {
        return Stream.of(
                        spec.status(),
                        spec.jsonPath(),
                        spec.bodyContains(),
                        spec.bodyMatches(),
                        spec.header(),
                        spec.contentType(),
                        spec.maxResponseTime(),
                        spec.condition())
                .filter(Objects::nonNull)
                .count();
    }

    private static Expectation text(CheckSpec spec, Place place) {
        String contains = spec.bodyContains();
        if (contains != null) {
            place.field("bodyContains").refuseTemplate(contains);
            return new Expectation.BodyContains(contains);
        }
        String regex = Objects.requireNonNull(spec.bodyMatches());
        place.field("bodyMatches").refuseTemplate(regex);
        return place.field("bodyMatches")
                .parsed(
                        ANY,
                        () -> new Expectation.BodyMatches(Regexes.compile(regex).pattern()));
    }

    private static Expectation contentType(String type, Place place) {
        if (!type.matches("[^\\s/;]+/[^\\s/;]+")) {
            place.wrong("\"" + type + "\" is no content type; write application/json, without parameters");
        }
        return new Expectation.ContentType(type);
    }

    private static Expectation json(CheckSpec spec, Place place) {
        JsonPath path = place.field("jsonPath")
                .parsed(JsonPath.parse("$"), () -> JsonPath.parse(Objects.requireNonNull(spec.jsonPath())));
        var relations = new ArrayList<Expectation.Json>();
        if (spec.exists() != null) {
            relations.add(new Expectation.Json(path, Relation.EXISTS, ""));
        }
        if (spec.notEmpty() != null) {
            relations.add(new Expectation.Json(path, Relation.NOT_EMPTY, ""));
        }
        add(relations, path, Relation.EQUALS, spec.equals(), place.field("equals"));
        add(relations, path, Relation.GREATER_THAN, spec.greaterThan(), place.field("greaterThan"));
        add(relations, path, Relation.LESS_THAN, spec.lessThan(), place.field("lessThan"));
        if (relations.size() > 1) {
            place.wrong("one of exists, notEmpty, equals, greaterThan and lessThan at most; make a check of each");
        }
        return relations.isEmpty() ? new Expectation.Json(path, Relation.EXISTS, "") : relations.getFirst();
    }

    private static void add(
            List<Expectation.Json> relations,
            JsonPath path,
            Relation relation,
            @Nullable IntOrString operand,
            Place place) {
        if (operand == null) {
            return;
        }
        String text = String.valueOf(operand.getValue());
        place.refuseTemplate(text);
        if (relation != Relation.EQUALS) {
            place.parsed(BigDecimal.ZERO, () -> number(text));
        }
        relations.add(new Expectation.Json(path, relation, text));
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no number", e);
        }
    }

    private static String name(Expectation expectation) {
        String name =
                switch (expectation) {
                    case Expectation.Status(StatusSet codes) -> "status " + codes;
                    case Expectation.BodyContains(String text) -> "body contains \"" + text + "\"";
                    case Expectation.BodyMatches(String regex) -> "body matches \"" + regex + "\"";
                    case Expectation.Json(JsonPath path, Relation relation, String operand) ->
                        path
                                + switch (relation) {
                                    case EXISTS -> " exists";
                                    case NOT_EMPTY -> " not empty";
                                    case EQUALS -> " = " + operand;
                                    case GREATER_THAN -> " > " + operand;
                                    case LESS_THAN -> " < " + operand;
                                };
                    case Expectation.Header header -> HeaderChecks.name(header);
                    case Expectation.ContentType(String type) -> "content type " + type;
                    case Expectation.WithinTime(long millis) -> "within " + millis + " ms";
                    case Expectation.Holds(String condition) -> condition;
                };
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
    }
}
