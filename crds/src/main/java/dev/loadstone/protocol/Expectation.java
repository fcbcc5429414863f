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
    @JsonSubTypes.Type(value = Expectation.BodyMatches.class, name = "bodyMatches"),
    @JsonSubTypes.Type(value = Expectation.Header.class, name = "header"),
    @JsonSubTypes.Type(value = Expectation.ContentType.class, name = "contentType"),
    @JsonSubTypes.Type(value = Expectation.WithinTime.class, name = "withinTime"),
    @JsonSubTypes.Type(value = Expectation.Holds.class, name = "holds")
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

    /** Some value of the header of this name, in lower case, stands in this relation to the operand. */
    record Header(String name, TextRelation relation, String operand) implements Expectation {
        public Header {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(relation, "relation is null");
            Objects.requireNonNull(operand, "operand is null");
            if (relation == TextRelation.MATCHES) {
                Pattern.compile(operand);
            }
        }
    }

    /** The media type is this one, whatever its parameters. */
    record ContentType(String mediaType) implements Expectation {
        public ContentType {
            Objects.requireNonNull(mediaType, "mediaType is null");
        }
    }

    /** The response time, from the due time of the request to the last byte, is at most this. */
    record WithinTime(long millis) implements Expectation {
        public WithinTime {
            if (millis < 1) {
                throw new IllegalArgumentException("not a response time: " + millis + " ms");
            }
        }
    }

    /** The condition, in CEL, is true; false too where it can't be evaluated. */
    record Holds(String condition) implements Expectation {
        public Holds {
            Objects.requireNonNull(condition, "condition is null");
        }
    }

    /** How a text is looked at. The operand does not matter for the first. */
    enum TextRelation {
        EXISTS,
        EQUALS,
        CONTAINS,
        /** Some part of it matches the regular expression. */
        MATCHES
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
