package dev.loadstone.operator.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a sender by OTLP says of itself, by the names that OpenTelemetry gives that: without its pod, two replicas would be one
 * stream, whose counters jump.
 */
public record OtlpResource(Map<String, String> attributes) {
    private static final Map<String, String> VARIABLES = Map.of(
            "service.instance.id", "POD_NAME", "k8s.pod.name", "POD_NAME", "k8s.namespace.name", "OPERATOR_NAMESPACE");

    public OtlpResource {
        attributes = Map.copyOf(attributes);
    }

    /** From the environment of the process; OpenTelemetry's own variable has the last word. */
    static OtlpResource parse(Map<String, String> environment) {
        var attributes = new TreeMap<>(Map.of("service.name", "loadstone"));
        VARIABLES.forEach((name, variable) -> {
            if (environment.containsKey(variable)) {
                attributes.put(name, environment.get(variable));
            }
        });
        for (String attribute :
                environment.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "").split(",")) {
            int equals = attribute.indexOf('=');
            if (equals > 0) {
                attributes.put(
                        attribute.substring(0, equals).strip(),
                        attribute.substring(equals + 1).strip());
            }
        }
        return new OtlpResource(attributes);
    }

    /** As that variable has it. */
    String text() {
        return attributes.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
    }
}
