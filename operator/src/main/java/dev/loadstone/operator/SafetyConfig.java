package dev.loadstone.operator;

import dev.loadstone.operator.policy.RefusedRanges.ApiServer;
import dev.loadstone.protocol.Cidr;
import dev.loadstone.protocol.IpLiteral;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What keeps load where it belongs, from the operator's environment.
 *
 * @param policies whether LoadTestPolicies are read, which takes cluster-wide rights
 * @param deniedCidrs where no load of this installation goes
 * @param apiServer the Service of the API server, where the environment has its address
 */
public record SafetyConfig(boolean policies, Set<Cidr> deniedCidrs, Set<ApiServer> apiServer) {
    public SafetyConfig {
        deniedCidrs = Set.copyOf(deniedCidrs);
        apiServer = Set.copyOf(apiServer);
    }

    /** @throws IllegalArgumentException names the variable that is wrong */
    static SafetyConfig parse(Map<String, String> environment) {
        String policies =
                environment.getOrDefault("LOADSTONE_POLICIES", "false").strip();
        if (!policies.matches("true|false|")) {
            throw new IllegalArgumentException("LOADSTONE_POLICIES is one of false, true, not " + policies);
        }
        return new SafetyConfig(
                policies.equals("true"),
                ranges(environment.getOrDefault("LOADSTONE_DENIED_CIDRS", "")),
                apiServer(
                                environment.getOrDefault("KUBERNETES_SERVICE_HOST", ""),
                                environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"))
                        .map(Set::of)
                        .orElse(Set.of()));
    }

    private static Set<Cidr> ranges(String list) {
        try {
            return Arrays.stream(list.split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .map(Cidr::parse)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("LOADSTONE_DENIED_CIDRS: " + e.getMessage(), e);
        }
    }

    /** Empty where either is not what Kubernetes sets. */
    static Optional<ApiServer> apiServer(String host, String port) {
        return IpLiteral.isLiteral(host) && port.matches("[0-9]{1,5}")
                ? Optional.of(new ApiServer(IpLiteral.parse(host), Integer.parseInt(port)))
                : Optional.empty();
    }
}
