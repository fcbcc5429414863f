package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param name what its figures are reported under
 * @param target name of the target it goes to; empty for the default one
 * @param uri path and query, without the target's base path, already encoded where the templates stand
 * @param headers in the order in which they are sent; Host, Content-Length and User-Agent are the runner's unless named here
 * @param basic what the Authorization header says, where no header of that name does; null for nothing
 * @param body the whole body, or null for none
 * @param checks a request without a {@link Expectation.Status} check expects 2xx or 3xx
 * @param timeoutMillis to the end of the response; 0 for the target's
 * @param followRedirects hops to follow at most; null for as many as the target says
 * @param onFailure null for the usual: no response or a missing capture ends the iteration, a wrong response does not
 */
public record HttpStep(
        String name,
        String target,
        String method,
        Template uri,
        List<Header> headers,
        @Nullable BasicCredentials basic,
        @Nullable Template body,
        List<Check> checks,
        List<Capture> captures,
        Long timeoutMillis,
        @Nullable Integer followRedirects,
        @Nullable OnFailure onFailure)
        implements Step {

    @JsonCreator
    public HttpStep {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(uri, "uri is null");
        target = target == null ? "" : target;
        if (!method.matches("[A-Z]{3,10}")) {
            throw new IllegalArgumentException("not a method: " + method);
        }
        headers = List.copyOf(headers);
        checks = List.copyOf(checks);
        captures = List.copyOf(captures);
        timeoutMillis = timeoutMillis == null ? 0 : timeoutMillis;
        if (timeoutMillis < 0 || followRedirects != null && followRedirects < 0) {
            throw new IllegalArgumentException("a limit of request " + name + " is negative");
        }
    }

    /** A request to the default target with what it says of timeouts and redirects. */
    public HttpStep(
            String name,
            String method,
            Template uri,
            List<Header> headers,
            @Nullable Template body,
            List<Check> checks,
            List<Capture> captures) {
        this(name, "", method, uri, headers, null, body, checks, captures, 0L, null, null);
    }

    /** A header's name and value. */
    public record Header(String name, Template value) {
        public Header {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(value, "value is null");
        }
    }

    /** A name and a password, sent as RFC 7617 says. */
    public record BasicCredentials(Template username, Template password) {
        public BasicCredentials {
            Objects.requireNonNull(username, "username is null");
            Objects.requireNonNull(password, "password is null");
        }
    }

    /** How the user goes on after the request failed, for whatever reason. */
    public enum OnFailure {
        CONTINUE,
        END_ITERATION,
        END_USER
    }
}
