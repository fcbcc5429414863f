package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
        @JsonSubTypes.Type(value = Start.class, name = "start"),
        @JsonSubTypes.Type(value = Stop.class, name = "stop"),
        @JsonSubTypes.Type(value = Release.class, name = "release")
    })
    public sealed interface Command {}

    /** Stay armed. */
    public record Wait() implements Command {}

    /** Start at this instant of the operator's clock, microseconds since the epoch; go on, if started. */
    public record Start(long atMicros) implements Command {}

    /** Start nothing more, give requests in flight a moment, send the final report. */
    public record Stop(String reason) implements Command {
        public Stop {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /** The merged result is written: the runner may forget everything and end. */
    public record Release() implements Command {}
}
