package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a check looks at in a response. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Expectation.Status.class, name = "status"),
    @JsonSubTypes.Type(value = Expectation.Json.class, name = "json"),
    @JsonSubTypes.Type(value = Expectation.BodyContains.class, name = "bodyContains"),
    @JsonSubTypes.Type(value = Expectation.BodyMatches.class, name = "bodyMatches")
})
public sealed interface Expectation {
    /** The status code is one of these. */
    record Status(StatusSet codes) implements Expectation {
        public Status {
            Objects.requireNonNull(codes, "codes is null");
        }
    }

    /** The first value at the path stands in this relation to the operand; false where there is no value. */
    record Json(JsonPath path, Relation relation, String operand) implements Expectation {
        public Json {
            Objects.requireNonNull(path, "path is null");
            Objects.requireNonNull(relation, "relation is null");
            Objects.requireNonNull(operand, "operand is null");
        }
    }

    /** The body, as UTF-8, contains this text. */
    record BodyContains(String text) implements Expectation {
        public BodyContains {
            Objects.requireNonNull(text, "text is null");
        }
    }

    /** Some part of the body, as UTF-8, matches this regular expression. */
    record BodyMatches(String regex) implements Expectation {
        public BodyMatches {
            Pattern.compile(regex);
        }
    }

    /** How a JSON value is looked at. The operand matters for the last three alone. */
    enum Relation {
        /** There is a value, be it null. */
        EXISTS,
        /** There is a value that is not null, "", [], {} or false. */
        NOT_EMPTY,
        /** A string's characters, or any other value's JSON text, are the operand. */
        EQUALS,
        /** A number above the operand. */
        GREATER_THAN,
        /** A number below the operand. */
        LESS_THAN
    }
}
