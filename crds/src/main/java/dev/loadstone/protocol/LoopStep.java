package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** Does the steps of a flow again and again. */
public record LoopStep(String flow, Repeat repeat) implements Step {
    public LoopStep {
        Objects.requireNonNull(flow, "flow is null");
        Objects.requireNonNull(repeat, "repeat is null");
    }

    /** How often. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Times.class, name = "times"),
        @JsonSubTypes.Type(value = While.class, name = "while"),
        @JsonSubTypes.Type(value = ForEach.class, name = "forEach"),
        @JsonSubTypes.Type(value = During.class, name = "during")
    })
    public sealed interface Repeat {}

    /** As many times as the template says when the loop begins; a number below 1 is none. */
    public record Times(Template count) implements Repeat {
        public Times {
            Objects.requireNonNull(count, "count is null");
        }
    }

    /** As long as the condition, in CEL, is true before a pass; at most so many passes. */
    public record While(String condition, int maxTimes) implements Repeat {
        public While {
            Objects.requireNonNull(condition, "condition is null");
            if (maxTimes < 1) {
                throw new IllegalArgumentException("maxTimes is below 1: " + maxTimes);
            }
        }
    }

    /** Once for each value of a list, or element of a captured JSON array, which is set as a variable. */
    public record ForEach(String list, String variable) implements Repeat {
        public ForEach {
            Objects.requireNonNull(list, "list is null");
            Objects.requireNonNull(variable, "variable is null");
        }
    }

    /** No pass begins after this time. */
    public record During(long millis) implements Repeat {
        public During {
            if (millis < 1) {
                throw new IllegalArgumentException("a loop during " + millis + " ms");
            }
        }
    }
}
