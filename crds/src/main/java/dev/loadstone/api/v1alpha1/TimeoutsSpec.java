package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How long a request may take. */
@ValidationRule(
        value = "!has(self.connect) || duration(self.connect) > duration('0s')",
        message = "connect must be above 0s")
@ValidationRule(
        value = "!has(self.request) || duration(self.request) > duration('0s')",
        message = "request must be above 0s")
@ValidationRule(value = "!has(self.idle) || duration(self.idle) > duration('0s')", message = "idle must be above 0s")
public record TimeoutsSpec(
        @JsonPropertyDescription("Longest time to open a connection, with its TLS handshake.")
        @Default("5s")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String connect,

        @JsonPropertyDescription("Longest time from the write of a request to the last byte of its response. "
                + "A request that takes longer counts as an error, and with this time.")
        @Default("30s")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        String request,

        @JsonPropertyDescription("A connection that was not used for longer is not used again. Default: no limit.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String idle) {
    public TimeoutsSpec {
        connect = connect == null ? "5s" : connect;
        request = request == null ? "30s" : request;
    }
}
