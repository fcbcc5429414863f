package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a request carries. */
@ValidationRule(
        value = "[has(self.json), has(self.text)].filter(x, x).size() == 1",
        message = "a body has exactly one of json, text")
public record BodySpec(
        @JsonPropertyDescription(
                "Any JSON. Templates are allowed in its strings; one that is the whole string takes the type of its value.")
        @Nullable
        JsonNode json,

        @JsonPropertyDescription("Any text; templates allowed.") @Size(max = 65536) @Nullable
        String text) {}
