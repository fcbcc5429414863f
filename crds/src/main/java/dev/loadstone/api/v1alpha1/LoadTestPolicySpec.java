package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds of load tests. What is not given is not bounded; of several policies for a namespace each must hold. */
@ValidationRule(
        value = "!has(self.maxDuration) || duration(self.maxDuration) > duration('0s')",
        message = "maxDuration must be above 0s")
public record LoadTestPolicySpec(
        @JsonPropertyDescription("Namespaces that it binds, by their labels. Default: all.") @Default("{}")
        NamespaceSelectorSpec namespaceSelector,

        @JsonPropertyDescription("True: the kill switch. Runs under way are drained within seconds, and none starts.")
        @Default("false")
        Boolean freeze,

        @JsonPropertyDescription("Where load may go.") @Default("{}")
        PolicyTargetsSpec targets,

        @JsonPropertyDescription(
                "Most arrivals per second of open phases, over all runners and all phases that overlap. "
                        + "Closed phases are bounded by maxUsers.")
        @Min(1)
        @Max(10000000)
        @Nullable
        Long maxRate,

        @JsonPropertyDescription(
                "Most users at work at once, over all phases that overlap: users of closed phases, maxUsers of open ones.")
        @Min(1)
        @Max(100000000)
        @Nullable
        Long maxUsers,

        @JsonPropertyDescription("Most pods of a run.") @Min(1) @Max(500) @Nullable
        Integer maxRunners,

        @JsonPropertyDescription("Longest load, from its start to the end of its last phase.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String maxDuration,

        @JsonPropertyDescription(
                "Images that runners may have besides the release's own, each with all that follows after "
                        + "a slash, a colon or an at sign: registry.example/load also means registry.example/load/runner:1.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 50)
        List<@Size(min = 1, max = 512) String> images,

        @JsonPropertyDescription(
                "ServiceAccounts that runners may have; one that names none has the namespace's own, default.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 50)
        List<@Size(min = 1, max = 253) String> serviceAccounts,

        @JsonPropertyDescription("Most runs at once in each of the namespaces; others wait.")
        @Min(1)
        @Max(1000)
        @Nullable
        Integer maxConcurrentRuns) {
    public LoadTestPolicySpec {
        namespaceSelector = namespaceSelector == null ? new NamespaceSelectorSpec(null, null) : namespaceSelector;
        freeze = freeze != null && freeze;
        targets = targets == null ? new PolicyTargetsSpec(null, null) : targets;
        images = images == null ? List.of() : List.copyOf(images);
        serviceAccounts = serviceAccounts == null ? List.of() : List.copyOf(serviceAccounts);
    }
}
