package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.Objects;

/**
 * What the operator says to a push.
 *
 * @param sequence of the push that is answered
 * @param received the last second up to which nothing is missing; the runner may forget intervals up to it. -1 for none
 * @param resend the operator lacks something before the intervals that came: the next push must carry the total
 * @param operatorTimeMicros the operator's wall clock, microseconds since the epoch
 * @param nextMillis when to push again at the latest
 */
public record Answer(
        long sequence, int received, boolean resend, long operatorTimeMicros, Command command, int nextMillis) {
    public Answer {
        Objects.requireNonNull(command, "command is null");
    }

    /** What the runner is to do. Each is said again with every answer until a later one takes its place. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Wait.class, name = "wait"),
        @JsonSubTypes.Type(value = SetUp.class, name = "setUp"),
        @JsonSubTypes.Type(value = Start.class, name = "start"),
        @JsonSubTypes.Type(value = Finish.class, name = "finish"),
        @JsonSubTypes.Type(value = Stop.class, name = "stop"),
        @JsonSubTypes.Type(value = TearDown.class, name = "tearDown"),
        @JsonSubTypes.Type(value = Release.class, name = "release")
    })
    public sealed interface Command {}

    /** Stay armed. */
    public record Wait() implements Command {}

    /** Do the plan's setup, once, and tell what came of it; stay armed. */
    public record SetUp() implements Command {}

    /**
     * Start at this instant of the operator's clock; go on, if started.
     *
     * @param atMicros since the epoch
     * @param variables that the setup made
     */
    public record Start(long atMicros, Map<String, SharedValue> variables) implements Command {
        @JsonCreator
        public Start {
            variables = variables == null ? Map.of() : Map.copyOf(variables);
        }

        /** A start without a setup before it. */
        public Start(long atMicros) {
            this(atMicros, Map.of());
        }
    }

    /** A runner has ended the test: begin no iteration any more, and end as at the end of the last phase. */
    public record Finish() implements Command {}

    /** Start nothing more, give requests in flight a moment, send the final report. */
    public record Stop(String reason) implements Command {
        public Stop {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /** The final report is here: do the plan's teardown, once, and tell what came of it. */
    public record TearDown() implements Command {}

    /** The merged result is written: the runner may forget everything and end. */
    public record Release() implements Command {}
}
