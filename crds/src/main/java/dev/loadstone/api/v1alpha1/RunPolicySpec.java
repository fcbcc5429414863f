package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How runs begin, end and are kept: whatever of it is no part of the load itself. */
@ValidationRule(
        value = "!has(self.startDeadline) || duration(self.startDeadline) > duration('0s')",
        message = "startDeadline must be above 0s")
@ValidationRule(
        value = "!has(self.activeDeadline) || duration(self.activeDeadline) > duration('0s')",
        message = "activeDeadline must be above 0s")
public record RunPolicySpec(
        @JsonPropertyDescription("Longest time from the start of a run until all runners are ready to make load.")
        @Default("5m")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String startDeadline,

        @JsonPropertyDescription("How long requests in flight are waited for after the last phase.")
        @Default("30s")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String gracefulStop,

        @JsonPropertyDescription(
                "Longest time from the creation of a run to the end of its load. Past it the load is stopped, "
                        + "what was measured is kept, and the verdict is Inconclusive. Default: none.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String activeDeadline,

        @JsonPropertyDescription(
                "What a changed spec does to a run under way. Restart: the run is stopped, and the changed "
                        + "test starts. Ignore: the run goes on to its end, and then the changed test starts.")
        @Default("Restart")
        OnChange onChange,

        @JsonPropertyDescription(
                "How many runs before the current one are kept: in status.history, with their reports, as far "
                        + "as a status of 16 KiB has room. A lower one deletes what is too much.")
        @Default("10")
        @Min(0)
        @Max(50)
        Integer historyLimit,

        @JsonPropertyDescription(
                "How long after its end the Jobs, pods and report of a run are kept; the test and its status "
                        + "stay. Default: pods for 24h, reports as long as the history tells of them.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String ttlAfterFinished) {
    private static final int HISTORY = 10;

    /** What counts where nothing is said. */
    public static final RunPolicySpec DEFAULT = new RunPolicySpec(null, null, null, null, null, null);

    public RunPolicySpec {
        startDeadline = startDeadline == null ? "5m" : startDeadline;
        gracefulStop = gracefulStop == null ? "30s" : gracefulStop;
        onChange = onChange == null ? OnChange.RESTART : onChange;
        historyLimit = historyLimit == null ? Integer.valueOf(HISTORY) : historyLimit;
    }
}
