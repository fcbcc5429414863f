package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A part of a multipart body: a value, or a file. */
@ValidationRule(value = "has(self.value) != has(self.file)", message = "a part has exactly one of value, file")
public record PartSpec(
        @JsonPropertyDescription("Name of the part; several may have the same.")
        @Required
        @Size(min = 1, max = 256)
        @Pattern("^[^\"\\s][^\"\\r\\n]*$")
        String name,

        @JsonPropertyDescription("The value; templates allowed.") @Size(max = 65536) @Nullable
        String value,

        @JsonPropertyDescription("The bytes of a file, as they are.") @Nullable
        SourceSpec file,

        @JsonPropertyDescription("The name under which a file is sent.")
        @Size(min = 1, max = 256)
        @Pattern("^[^\"\\s][^\"\\r\\n]*$")
        @Nullable
        String filename,

        @JsonPropertyDescription(
                "Content type of the part. Default: application/octet-stream for a file, none for a value.")
        @Size(min = 1, max = 256)
        @Pattern("^[^\\s/]+/[^\\r\\n]+$")
        @Nullable
        String contentType) {}
