package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Where load may go: by the host as the test writes it, and by the addresses that it resolves to. */
public record PolicyTargetsSpec(
        @JsonPropertyDescription(
                "Hosts that targets may have: shop.example.com, or *.example.com for all below. A Service, "
                        + "and a host without a dot, is meant as NAME.NAMESPACE.svc.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 100)
        List<@Size(min = 1, max = 253) @Pattern("^(\\*\\.)?[A-Za-z0-9._:-]+$") String> hosts,

        @JsonPropertyDescription("Ranges of addresses; the runner holds each address against them before it connects.")
        @Default("{}")
        PolicyRangesSpec cidrs) {
    public PolicyTargetsSpec {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        cidrs = cidrs == null ? new PolicyRangesSpec(null, null) : cidrs;
    }
}
