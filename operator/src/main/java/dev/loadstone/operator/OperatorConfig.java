package dev.loadstone.operator;

import dev.loadstone.operator.plan.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How this operator is set up, from its environment.
 *
 * @param namespace its own
 * @param watchNamespaces in which it looks for tests; empty for all
 * @param runnerImage of runners whose test names none
 * @param runnerPullSecrets names of Secrets with which all runners' images are pulled
 * @param runnerLinger for how long a runner offers its final report before it leaves a summary
 * @param services DNS names, or addresses, by which runners reach it; new ones are told the first
 * @param place of this process, for a Service that leads to the leader alone; null where something else does
 * @param tlsSecret the Secret of its own namespace that holds its certificate
 * @param lease of its own namespace that the one who leads holds
 * @param pod its identity among replicas
 * @param maxConcurrentRuns that may be under way at one time; 0 for no limit
 * @param safety what keeps load where it belongs
 */
public record OperatorConfig(
        String namespace,
        Set<String> watchNamespaces,
        String runnerImage,
        String runnerPullPolicy,
        List<String> runnerPullSecrets,
        Duration runnerLinger,
        int reportPort,
        int healthPort,
        List<String> services,
        @Nullable Place place,
        String tlsSecret,
        boolean leaderElection,
        String lease,
        String pod,
        int maxConcurrentRuns,
        SafetyConfig safety) {

    private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");

    public OperatorConfig {
        watchNamespaces = Set.copyOf(watchNamespaces);
        runnerPullSecrets = List.copyOf(runnerPullSecrets);
        services = List.copyOf(services);
    }

    /**
     * Where a process is to be found.
     *
     * @param service without a selector, in its own namespace
     * @param address of its pod
     */
    public record Place(String service, String address, String podUid) {
        static @Nullable Place of(Variables variables) {
            String service = variables.text("LOADSTONE_LEADER_SERVICE", "");
            return service.isEmpty()
                    ? null
                    : new Place(service, variables.required("POD_IP"), variables.required("POD_UID"));
        }
    }

    /** @throws IllegalArgumentException names the variable that is missing or wrong */
    public static OperatorConfig parse(Map<String, String> environment) {
        var variables = new Variables(environment);
        String namespace = variables.required("OPERATOR_NAMESPACE");
        return new OperatorConfig(
                namespace,
                variables.list("WATCH_NAMESPACES"),
                variables.required("LOADSTONE_RUNNER_IMAGE"),
                variables.oneOf("LOADSTONE_RUNNER_PULL_POLICY", PULL_POLICIES, "IfNotPresent"),
                variables.names("LOADSTONE_RUNNER_PULL_SECRETS", ""),
                variables.duration("LOADSTONE_RUNNER_LINGER", "10m"),
                variables.port("LOADSTONE_REPORT_PORT", 8443),
                variables.port("LOADSTONE_HEALTH_PORT", 8081),
                variables.names("LOADSTONE_SERVICE", "loadstone." + namespace + ".svc"),
                Place.of(variables),
                variables.text("LOADSTONE_TLS_SECRET", "loadstone-tls"),
                variables
                        .oneOf("LEADER_ELECTION", Set.of("true", "false"), "true")
                        .equals("true"),
                variables.text("LOADSTONE_LEASE", "loadstone"),
                variables.required("POD_NAME"),
                variables.count("LOADSTONE_MAX_CONCURRENT_RUNS", 50),
                SafetyConfig.parse(environment));
    }

    /** Where runners report to. */
    public String reportUrl() {
        return "https://" + services.getFirst() + ":" + reportPort;
    }

    private record Variables(Map<String, String> environment) {
        String text(String name, String fallback) {
            String value = environment.getOrDefault(name, "").strip();
            return value.isEmpty() ? fallback : value;
        }

        String required(String name) {
            String value = text(name, "");
            if (value.isEmpty()) {
                throw new IllegalArgumentException(name + " is not set");
            }
            return value;
        }

        Duration duration(String name, String fallback) {
            try {
                return Duration.ofMillis(Durations.millis(text(name, fallback), "1s", "24h"));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " is wrong: " + e.getMessage(), e);
            }
        }

        List<String> names(String name, String fallback) {
            return Arrays.stream(text(name, fallback).split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        }

        String oneOf(String name, Set<String> values, String fallback) {
            String value = text(name, fallback);
            if (!values.contains(value)) {
                String known = values.stream().sorted().collect(Collectors.joining(", "));
                throw new IllegalArgumentException(name + " is one of " + known + ", not " + value);
            }
            return value;
        }

        int port(String name, int fallback) {
            String value = text(name, Integer.toString(fallback));
            if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
                throw new IllegalArgumentException(name + " is a port, not " + value);
            }
            return Integer.parseInt(value);
        }

        int count(String name, int fallback) {
            String value = text(name, Integer.toString(fallback));
            if (!value.matches("[0-9]{1,6}")) {
                throw new IllegalArgumentException(name + " is a whole number from 0 on, not " + value);
            }
            return Integer.parseInt(value);
        }

        Set<String> list(String name) {
            return Arrays.stream(text(name, "").split(","))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
