package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How connections to a target are shared, kept and opened. */
@ValidationRule(
        value = "!has(self.maxAge) || duration(self.maxAge) > duration('0s')",
        message = "maxAge must be above 0s")
@ValidationRule(
        value = "!has(self.max) || !has(self.preconnect) || self.preconnect <= self.max",
        message = "preconnect must not be above max")
public record ConnectionsSpec(
        @JsonPropertyDescription(
                "Shared: all users of a runner share a pool. PerUser: each has connections of its own, as a "
                        + "browser does. PerRequest: a new one for each request.")
        @Default("Shared")
        Mode mode,

        @JsonPropertyDescription("Most connections at once, over all runners. Default: as many as are needed.")
        @Min(1)
        @Max(1000000)
        @Nullable
        Integer max,

        @JsonPropertyDescription("False: each response ends its connection.") @Default("true")
        Boolean keepAlive,

        @JsonPropertyDescription("Requests after which a connection is not used again. Default: no limit.")
        @Min(1)
        @Max(1000000000)
        @Nullable
        Integer maxRequests,

        @JsonPropertyDescription("Age at which a connection is not used again. Default: no limit.")
        @Size(max = 20)
        @Pattern(Syntax.DURATION)
        @Nullable
        String maxAge,

        @JsonPropertyDescription("Connections to open before the load starts, over all runners.")
        @Min(0)
        @Max(1000000)
        @Nullable
        Integer preconnect) {
    public ConnectionsSpec {
        mode = mode == null ? Mode.SHARED : mode;
        keepAlive = keepAlive == null ? true : keepAlive;
    }

    /** Whose a connection is. */
    public enum Mode {
        @JsonProperty("Shared")
        SHARED,
        @JsonProperty("PerUser")
        PER_USER,
        @JsonProperty("PerRequest")
        PER_REQUEST
    }
}
