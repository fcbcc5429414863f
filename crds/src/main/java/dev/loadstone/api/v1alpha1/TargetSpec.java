package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the requests go: a URL, or a Service of the same namespace. */
@ValidationRule(
        value = "[has(self.url), has(self.service)].filter(x, x).size() == 1",
        message = "a target has exactly one of url, service")
public record TargetSpec(
        @JsonPropertyDescription(
                "Scheme, host, port and an optional path that is put before every path, such as http://shop:8080.")
        @Size(min = 8, max = 2048)
        @Pattern("^https?://[^/?#]+(/[^?#]*)?$")
        @Nullable
        String url,

        @JsonPropertyDescription("A Service of the same namespace, in place of url.") @Nullable
        ServiceSpec service,

        @JsonPropertyDescription("How long to wait.") @Default("{}")
        TimeoutsSpec timeouts) {
    public TargetSpec {
        timeouts = timeouts == null ? new TimeoutsSpec(null, null) : timeouts;
    }
}
