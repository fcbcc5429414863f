package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value taken from a response into the user's variable. Where nothing is found the fallback is taken; where there is none
 * either, a required capture fails the request, of class capture, and another leaves the variable unset.
 */
public record Capture(
        String variable,
        Source source,
        Selection select,
        @Nullable String fallback,
        boolean required) {
    public Capture {
        Objects.requireNonNull(variable, "variable is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(select, "select is null");
    }

    /** The first value at a path of a JSON body. */
    public Capture(String variable, JsonPath path, @Nullable String fallback) {
        this(variable, new Json(path), new First(), fallback, true);
    }

    /** From its JSON form; that of version 1 has a path, and no source. */
    @JsonCreator
    static Capture read(
            @JsonProperty("variable") String variable,
            @JsonProperty("path") @Nullable JsonPath path,
            @JsonProperty("source") @Nullable Source source,
            @JsonProperty("select") @Nullable Selection select,
            @JsonProperty("fallback") @Nullable String fallback,
            @JsonProperty("required") @Nullable Boolean required) {
        return new Capture(
                variable,
                source == null ? new Json(Objects.requireNonNull(path, "a capture has no source")) : source,
                select == null ? new First() : select,
                fallback,
                required == null || required);
    }

    /** What is looked at. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Json.class, name = "json"),
        @JsonSubTypes.Type(value = Regex.class, name = "regex"),
        @JsonSubTypes.Type(value = HeaderValue.class, name = "header"),
        @JsonSubTypes.Type(value = Cookie.class, name = "cookie"),
        @JsonSubTypes.Type(value = Status.class, name = "status"),
        @JsonSubTypes.Type(value = WholeBody.class, name = "body")
    })
    public sealed interface Source {}

    /** The values at a path of a JSON body. */
    public record Json(JsonPath path) implements Source {
        public Json {
            Objects.requireNonNull(path, "path is null");
        }
    }

    /** The matches of a regular expression in the body, as UTF-8: of each this group, 0 for the whole. */
    public record Regex(String regex, int group) implements Source {
        public Regex {
            int groups = Pattern.compile(regex).matcher("").groupCount();
            if (group < 0 || group > groups) {
                throw new IllegalArgumentException("there is no group " + group + " in " + regex);
            }
        }
    }

    /** The values of the headers of this name, in lower case. */
    public record HeaderValue(String name) implements Source {
        public HeaderValue {
            Objects.requireNonNull(name, "name is null");
        }
    }

    /** The value that the response sets a cookie of this name to. */
    public record Cookie(String name) implements Source {
        public Cookie {
            Objects.requireNonNull(name, "name is null");
        }
    }

    /** The status code. */
    public record Status() implements Source {}

    /** The whole body, as UTF-8. */
    public record WholeBody() implements Source {}

    /** Which of several values is taken. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = First.class, name = "first"),
        @JsonSubTypes.Type(value = Last.class, name = "last"),
        @JsonSubTypes.Type(value = Any.class, name = "random"),
        @JsonSubTypes.Type(value = All.class, name = "all"),
        @JsonSubTypes.Type(value = At.class, name = "at")
    })
    public sealed interface Selection {}

    /** The first. */
    public record First() implements Selection {}

    /** The last. */
    public record Last() implements Selection {}

    /** One of them, each as likely as the other. */
    public record Any() implements Selection {}

    /** All of them, as a JSON array. */
    public record All() implements Selection {}

    /** The one at this place, from 0. */
    public record At(int index) implements Selection {
        public At {
            if (index < 0) {
                throw new IllegalArgumentException("an index is negative: " + index);
            }
        }
    }
}
