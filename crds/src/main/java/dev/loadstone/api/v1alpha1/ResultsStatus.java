package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured. */
public record ResultsStatus(
        @JsonPropertyDescription(
                "Absent where every figure was pushed by its runner; TerminationMessage where at least one runner could not, "
                        + "and what it left in the status of its pod is used: the message says what that lacks.")
        @Nullable
        Source source,

        @JsonPropertyDescription("Requests that became due.")
        long offered,

        @JsonPropertyDescription("Requests that ended as expected.")
        long completed,

        @JsonPropertyDescription("Requests that ended in an error.")
        long failed,

        @JsonPropertyDescription("Requests that never started.")
        long dropped,

        @JsonPropertyDescription("Requests under way when the run ended.")
        long incomplete,

        @JsonPropertyDescription("Requests that ended, per second.")
        long ratePerSecond,

        @JsonPropertyDescription("Failed requests per million.")
        long errorPerMillion,

        @JsonPropertyDescription("Failed requests by class.")
        Map<String, Long> errors,

        @JsonPropertyDescription("From the due time of a request to the last byte of its response.") @Nullable
        TimesStatus responseTime,

        @JsonPropertyDescription("From the write of a request to the last byte of its response.") @Nullable
        TimesStatus serviceTime,

        @JsonPropertyDescription("Checks that held.") long checksPassed,

        @JsonPropertyDescription("Checks that did not.") long checksFailed,

        @JsonPropertyDescription("Redirects that were followed.")
        long redirects,

        @JsonPropertyDescription("Bytes of requests.") long bytesSent,

        @JsonPropertyDescription("Bytes of responses.") long bytesReceived,

        @JsonPropertyDescription("What became of iterations.") @Nullable
        IterationsStatus iterations,

        @JsonPropertyDescription("By name of the request; the twenty with most requests, and the rest as other.")
        @Size(max = 21)
        List<RequestStatus> requests,

        @JsonPropertyDescription("By name of the group; the twenty with most runs, and the rest as other.")
        @Size(max = 21)
        List<GroupStatus> groups,

        @JsonPropertyDescription("Metrics of the test's own, by name; at most twenty.") @Size(max = 21)
        List<MetricStatus> metrics,

        @JsonPropertyDescription("By phase of the load without warm-up; at most twenty.") @Size(max = 21)
        List<PhaseStatus> phases) {
    public ResultsStatus {
        errors = errors == null ? Map.of() : Map.copyOf(errors);
        requests = requests == null ? List.of() : List.copyOf(requests);
        groups = groups == null ? List.of() : List.copyOf(groups);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        phases = phases == null ? List.of() : List.copyOf(phases);
    }

    /** Where figures come from. */
    public enum Source {
        @JsonProperty("TerminationMessage")
        TERMINATION_MESSAGE
    }
}
