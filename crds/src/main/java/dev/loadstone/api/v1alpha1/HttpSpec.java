package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request. */
public record HttpSpec(
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

        @JsonPropertyDescription("Query parameters; values are percent-encoded.") @Size(max = 50)
        List<FieldSpec> query,

        @JsonPropertyDescription("Headers to send.") @Size(max = 50)
        List<FieldSpec> headers,

        @JsonPropertyDescription("The body to send.") @Nullable
        BodySpec body,

        @JsonPropertyDescription("What the response must show. Without a status check, 2xx and 3xx are expected.")
        @Size(max = 20)
        List<CheckSpec> checks,

        @JsonPropertyDescription("Values taken from the response into variables of the user.") @Size(max = 20)
        List<CaptureSpec> capture) {
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
}
