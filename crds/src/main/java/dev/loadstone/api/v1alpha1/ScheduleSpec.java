package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When the test runs by itself. */
@ValidationRule(
        value = "self.cron.matches('^(@[a-z]+|[^ ]+( +[^ ]+){4})$')",
        message = "cron has five fields, such as 0 2 * * 1-5, or is a word such as @daily")
@ValidationRule(
        value = "!has(self.startingDeadline) || duration(self.startingDeadline) > duration('0s')",
        message = "startingDeadline must be above 0s")
public record ScheduleSpec(
        @JsonPropertyDescription(
                "Minute, hour, day of the month, month and day of the week, such as 0 2 * * 1-5; or @hourly, "
                        + "@daily, @weekly, @monthly, @yearly.")
        @Required
        @Size(min = 1, max = 100)
        String cron,

        @JsonPropertyDescription(
                "Time zone of cron, such as Europe/Berlin. A time that the clock skips in spring runs right "
                        + "after the change; one that it shows twice in autumn runs once, unless the hour is *.")
        @Default("UTC")
        @Size(max = 50)
        @Pattern("^[A-Za-z0-9]+([/_+-][A-Za-z0-9]+)*$")
        String timeZone,

        @JsonPropertyDescription("True: no run is started by the schedule, and none is made up for afterwards.")
        @Default("false")
        Boolean suspend,

        @JsonPropertyDescription(
                "What happens at a time at which a run is under way. Forbid: nothing, the time is skipped. "
                        + "Queue: one run starts when that one is over. Replace: that one is drained and judged Aborted, "
                        + "and a new one starts.")
        @Default("Forbid")
        Concurrency concurrencyPolicy,

        @JsonPropertyDescription(
                "How late a run may start, for example because the operator was away or the run had to wait in the queue; "
                        + "later, the time is skipped. Default: any time. Whatever was missed, one run is made up for it.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String startingDeadline) {
    public ScheduleSpec {
        timeZone = timeZone == null ? "UTC" : timeZone;
        suspend = suspend == null ? false : suspend;
        concurrencyPolicy = concurrencyPolicy == null ? Concurrency.FORBID : concurrencyPolicy;
    }

    /** What happens at a time at which a run is under way. */
    public enum Concurrency {
        @JsonProperty("Forbid")
        FORBID,
        @JsonProperty("Queue")
        QUEUE,
        @JsonProperty("Replace")
        REPLACE
    }
}
