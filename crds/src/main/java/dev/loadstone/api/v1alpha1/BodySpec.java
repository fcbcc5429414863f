package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request carries: exactly one of these, which the schema says by its number of properties, since CEL cannot see any JSON. */
public record BodySpec(
        @JsonPropertyDescription(
                "Any JSON. Templates are allowed in its strings; one that is the whole string takes the type of its value.")
        @Nullable
        JsonNode json,

        @JsonPropertyDescription("Any text; templates allowed.") @Size(max = 65536) @Nullable
        String text,

        @JsonPropertyDescription("Fields of a form, sent as application/x-www-form-urlencoded.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 50)
        List<FormFieldSpec> form,

        @JsonPropertyDescription("Parts of a form with files, sent as multipart/form-data.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(min = 1, max = 20)
        List<PartSpec> multipart,

        @JsonPropertyDescription("The bytes of a file, as they are.") @Nullable
        SourceSpec file) {
    public BodySpec {
        form = form == null ? List.of() : List.copyOf(form);
        multipart = multipart == null ? List.of() : List.copyOf(multipart);
    }
}
