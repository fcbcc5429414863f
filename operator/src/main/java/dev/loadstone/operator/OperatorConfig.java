package dev.loadstone.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How this operator is set up, from its environment.
 *
 * @param namespace its own
 * @param watchNamespaces in which it looks for tests; empty for all
 * @param runnerImage of runners whose test names none
 * @param service DNS name, or address, by which runners reach it
 * @param tlsSecret the Secret of its own namespace that holds its certificate
 * @param pod its identity among replicas
 * @param maxConcurrentRuns that may be under way at one time; 0 for no limit
 */
public record OperatorConfig(
        String namespace,
        Set<String> watchNamespaces,
        String runnerImage,
        String runnerPullPolicy,
        int reportPort,
        int healthPort,
        String service,
        String tlsSecret,
        boolean leaderElection,
        String pod,
        int maxConcurrentRuns) {

    private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");

    public OperatorConfig {
        watchNamespaces = Set.copyOf(watchNamespaces);
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
                variables.port("LOADSTONE_REPORT_PORT", 8443),
                variables.port("LOADSTONE_HEALTH_PORT", 8081),
                variables.text("LOADSTONE_SERVICE", "loadstone." + namespace + ".svc"),
                variables.text("LOADSTONE_TLS_SECRET", "loadstone-tls"),
                variables
                        .oneOf("LEADER_ELECTION", Set.of("true", "false"), "true")
                        .equals("true"),
                variables.required("POD_NAME"),
                variables.count("LOADSTONE_MAX_CONCURRENT_RUNS", 50));
    }

    /** Where runners report to. */
    public String reportUrl() {
        return "https://" + service + ":" + reportPort;
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
