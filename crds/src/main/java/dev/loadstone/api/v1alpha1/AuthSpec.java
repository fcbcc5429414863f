package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Who the user is, as the Authorization header says it. */
@ValidationRule(value = "has(self.basic) != has(self.bearer)", message = "auth has exactly one of basic, bearer")
public record AuthSpec(
        @JsonPropertyDescription("Username and password.") @Nullable
        BasicSpec basic,

        @JsonPropertyDescription("A token; templates allowed, such as $(vars.token).")
        @Size(min = 1, max = 4096)
        @Nullable
        String bearer) {}
