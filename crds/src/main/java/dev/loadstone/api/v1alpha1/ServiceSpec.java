package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Service of the same namespace. */
public record ServiceSpec(
        @JsonPropertyDescription("Name of the Service.") @Required @Size(min = 1, max = 63) @Pattern(Syntax.NAME)
        String name,

        @JsonPropertyDescription("Port of the Service.") @Required @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription("Http or Https.") @Default("Http")
        Scheme scheme) {
    public ServiceSpec {
        scheme = scheme == null ? Scheme.HTTP : scheme;
    }

    /** How to speak to it. */
    public enum Scheme {
        @JsonProperty("Http")
        HTTP,
        @JsonProperty("Https")
        HTTPS
    }
}
