package dev.loadstone.protocol;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param name what its figures are reported under
 * @param uri path and query, without the target's base path, already encoded where the templates stand
 * @param headers in the order in which they are sent; Host, Content-Length and User-Agent are the runner's unless named here
 * @param body the whole body, or null for none
 * @param checks a request without a {@link Expectation.Status} check expects 2xx or 3xx
 */
public record HttpStep(
        String name,
        String method,
        Template uri,
        List<Header> headers,
        @Nullable Template body,
        List<Check> checks,
        List<Capture> captures)
        implements Step {

    public HttpStep {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(uri, "uri is null");
        if (!method.matches("[A-Z]{3,10}")) {
            throw new IllegalArgumentException("not a method: " + method);
        }
        headers = List.copyOf(headers);
        checks = List.copyOf(checks);
        captures = List.copyOf(captures);
    }

    /** A header's name and value. */
    public record Header(String name, Template value) {
        public Header {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(value, "value is null");
        }
    }
}
