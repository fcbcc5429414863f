package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of time with one shape of load. */
@ValidationRule(
        value = "[has(self.open), has(self.closed), has(self.pause)].filter(x, x).size() == 1",
        message = "a phase has exactly one of open, closed, pause")
@ValidationRule(
        value = "duration(self.duration) >= duration('1s') && duration(self.duration) <= duration('24h')",
        message = "a phase lasts from 1s to 24h")
@ValidationRule(value = "!has(self.pause) || !has(self.scenarios)", message = "a pause has no scenarios")
public record PhaseSpec(
        @JsonPropertyDescription("Names the phase in results.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String name,

        @JsonPropertyDescription("How long it lasts.") @Required @Size(max = 20) @Pattern(Syntax.DURATION)
        String duration,

        @JsonPropertyDescription("True: kept out of results and thresholds.") @Default("false")
        Boolean warmup,

        @JsonPropertyDescription("When it starts, from the start of the load, over what else goes on then. "
                + "Default: at the end of the phase before that has none.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String startAt,

        @JsonPropertyDescription("Names of the scenarios that its users do. Default: all.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 50)
        List<@Size(min = 1, max = 63) @Pattern(Syntax.NAME) String> scenarios,

        @JsonPropertyDescription("Users arrive at a rate, whatever the target does: what happens to a public site.")
        @Nullable
        OpenSpec open,

        @JsonPropertyDescription("A population of users who wait for each response before they go on.") @Nullable
        ClosedSpec closed,

        @JsonPropertyDescription("No load: {}.") @Nullable PauseSpec pause) {
    public PhaseSpec {
        warmup = warmup == null ? false : warmup;
        scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
    }
}
