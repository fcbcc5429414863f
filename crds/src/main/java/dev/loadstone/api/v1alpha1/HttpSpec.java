package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request. */
@ValidationRule(
        value = "!has(self.timeout) || duration(self.timeout) > duration('0s')",
        message = "timeout must be above 0s")
public record HttpSpec(
        @JsonPropertyDescription("Name of the target. Default: the test's first one.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.NAME)
        @Nullable
        String target,

        @JsonPropertyDescription("What its figures are reported under. Default: method and path.")
        @Size(min = 1, max = 63)
        @Pattern("^[^\\s](.*[^\\s])?$")
        @Nullable
        String name,

        @JsonPropertyDescription("The HTTP method.") @Default("GET")
        Method method,

        @JsonPropertyDescription("Path, put behind the target's; templates allowed.")
        @Required
        @Size(min = 1, max = 2048)
        @Pattern("^/.*$")
        String path,

        @JsonPropertyDescription("Query parameters; names and values are percent-encoded.") @Size(max = 50)
        List<QueryFieldSpec> query,

        @JsonPropertyDescription("Headers to send.") @Size(max = 50)
        List<FieldSpec> headers,

        @JsonPropertyDescription("The body to send.") @Nullable
        BodySpec body,

        @JsonPropertyDescription("Who the user is.") @Nullable
        AuthSpec auth,

        @JsonPropertyDescription("Longest time for this request, in place of the target's timeouts.request.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String timeout,

        @JsonPropertyDescription("Most redirects to follow, in place of the target's followRedirects.")
        @Min(0)
        @Max(20)
        @Nullable
        Integer followRedirects,

        @JsonPropertyDescription("What the response must show. Without a status check, 2xx and 3xx are expected.")
        @Size(max = 20)
        List<CheckSpec> checks,

        @JsonPropertyDescription("Values taken from the response into variables of the user.") @Size(max = 20)
        List<CaptureSpec> capture,

        @JsonPropertyDescription(
                "What a failure of this request ends. Default: no response, or a missing value to capture, ends the "
                        + "iteration; a wrong status or a failed check does not.")
        @Nullable
        OnFailure onFailure) {
    public HttpSpec {
        method = method == null ? Method.GET : method;
        query = query == null ? List.of() : List.copyOf(query);
        headers = headers == null ? List.of() : List.copyOf(headers);
        checks = checks == null ? List.of() : List.copyOf(checks);
        capture = capture == null ? List.of() : List.copyOf(capture);
    }

    /** The HTTP method. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE,
        OPTIONS
    }

    /** What a failure ends. */
    public enum OnFailure {
        @JsonProperty("Continue")
        CONTINUE,
        @JsonProperty("EndIteration")
        END_ITERATION,
        @JsonProperty("EndUser")
        END_USER
    }
}
