package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured of the requests of one name. */
public record RequestStatus(
        @JsonPropertyDescription("Name of the request.") String name,

        @JsonPropertyDescription("Requests that ended.") long count,

        @JsonPropertyDescription("Of these, requests that ended in an error.")
        long failed,

        @JsonPropertyDescription("Failed requests by class.")
        Map<String, Long> errors,

        @JsonPropertyDescription("From the due time of a request to the last byte of its response.") @Nullable
        TimesStatus responseTime,

        @JsonPropertyDescription("Checks that held.") long checksPassed,

        @JsonPropertyDescription("Checks that did not.") long checksFailed) {
    public RequestStatus {
        errors = errors == null ? Map.of() : Map.copyOf(errors);
    }
}
