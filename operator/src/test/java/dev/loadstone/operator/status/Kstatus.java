package dev.loadstone.operator.status;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Flux, Helm and all others that use the kstatus library make of an object that is no built-in kind: its rules, in its order,
 * so that a test can ask them.
 */
enum Kstatus {
    IN_PROGRESS,
    FAILED,
    CURRENT,
    TERMINATING;

    static Kstatus of(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        if (metadata.hasNonNull("deletionTimestamp")) {
            return TERMINATING;
        }
        JsonNode observed = object.at("/status/observedGeneration");
        if (metadata.has("generation")
                && !observed.isMissingNode()
                && observed.asLong() != metadata.get("generation").asLong()) {
            return IN_PROGRESS;
        }
        for (JsonNode condition : object.at("/status/conditions")) {
            if (is(condition, "Reconciling", "True")) {
                return IN_PROGRESS;
            }
            if (is(condition, "Stalled", "True")) {
                return FAILED;
            }
        }
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return is(condition, "Ready", "True") ? CURRENT : IN_PROGRESS;
            }
        }
        return CURRENT;
    }

    private static boolean is(JsonNode condition, String type, String status) {
        return condition.path("type").asText().equals(type)
                && condition.path("status").asText().equals(status);
    }
}
