package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** A name that templates may use as {@code $(vars.name)}, the same for all users. */
public record Variable(String name, Source source) {
    public Variable {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(source, "source is null");
    }

    /** Where its value comes from. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Single.class, name = "single"),
        @JsonSubTypes.Type(value = Several.class, name = "several"),
        @JsonSubTypes.Type(value = Environment.class, name = "environment")
    })
    public sealed interface Source {}

    /** One value. */
    public record Single(String value) implements Source {
        public Single {
            Objects.requireNonNull(value, "value is null");
        }
    }

    /** A list, of which {@code $(fn.pick(vars.name))} takes one. */
    public record Several(List<String> values) implements Source {
        public Several {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a list of values is not empty");
            }
        }
    }

    /** A value that the plan must not hold (a Secret's, a ConfigMap's): the runner finds it in this environment variable. */
    public record Environment(String variable) implements Source {
        public Environment {
            Objects.requireNonNull(variable, "variable is null");
        }
    }
}
