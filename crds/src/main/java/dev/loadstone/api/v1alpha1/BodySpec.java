package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a request carries: exactly one of its two, which the schema says by its number of properties, since CEL cannot see any JSON. */
public record BodySpec(
        @JsonPropertyDescription(
                "Any JSON. Templates are allowed in its strings; one that is the whole string takes the type of its value.")
        @Nullable
        JsonNode json,

        @JsonPropertyDescription("Any text; templates allowed.") @Size(max = 65536) @Nullable
        String text) {}
