package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Ranges of addresses where load may go, and where it may not. */
public record PolicyRangesSpec(
        @JsonPropertyDescription(
                "Ranges that load may go to, and no other. A range inside one that is refused by default, "
                        + "such as 169.254.20.0/24, lifts that refusal; one around it does not.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 100)
        List<@Size(min = 4, max = 43) @Pattern(RANGE) String> allowed,

        @JsonPropertyDescription("Ranges that load may not go to, whatever is allowed.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 100)
        List<@Size(min = 4, max = 43) @Pattern(RANGE) String> denied) {
    private static final String RANGE = "^[0-9A-Fa-f.:]+/[0-9]{1,3}$";

    public PolicyRangesSpec {
        allowed = allowed == null ? List.of() : List.copyOf(allowed);
        denied = denied == null ? List.of() : List.copyOf(denied);
    }
}
