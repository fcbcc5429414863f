package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Username and password. */
public record BasicSpec(
        @JsonPropertyDescription("The username; templates allowed.") @Required @Size(max = 1024)
        String username,

        @JsonPropertyDescription("The password; templates allowed, such as $(vars.password).")
        @Required
        @Size(max = 1024)
        String password) {}
