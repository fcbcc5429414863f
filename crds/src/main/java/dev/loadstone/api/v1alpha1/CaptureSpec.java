package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A value taken from a JSON response. */
public record CaptureSpec(
        @JsonPropertyDescription("Used from then on as $(vars.NAME) by the same user.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z_][A-Za-z0-9_-]*$")
        String as,

        @JsonPropertyDescription("Path of the value, such as $.token; the first match is taken.")
        @Required
        @Size(min = 1, max = 512)
        String jsonPath,

        @JsonPropertyDescription(
                "Taken where the path finds nothing. Without it the request fails and the iteration ends.")
        @JsonProperty("default")
        @Size(max = 1024)
        @Nullable
        String defaultValue) {}
