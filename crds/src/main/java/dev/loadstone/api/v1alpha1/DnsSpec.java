package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How a host's name becomes addresses. */
@ValidationRule(
        value = "!has(self.refresh) || duration(self.refresh) > duration('0s')",
        message = "refresh must be above 0s")
public record DnsSpec(
        @JsonPropertyDescription("How often the name is looked up.")
        @Default("5s")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String refresh,

        @JsonPropertyDescription("RoundRobin: new connections go to all addresses in turn. First: to the first one.")
        @Default("RoundRobin")
        Balance balance) {
    public DnsSpec {
        refresh = refresh == null ? "5s" : refresh;
        balance = balance == null ? Balance.ROUND_ROBIN : balance;
    }

    /** Which address a new connection goes to. */
    public enum Balance {
        @JsonProperty("RoundRobin")
        ROUND_ROBIN,
        @JsonProperty("First")
        FIRST
    }
}
