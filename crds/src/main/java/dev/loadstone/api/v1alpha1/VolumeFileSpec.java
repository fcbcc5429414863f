package dev.loadstone.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A file of a PersistentVolumeClaim of the same namespace. */
public record VolumeFileSpec(
        @JsonPropertyDescription("Name of the claim.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")
        String claimName,

        @JsonPropertyDescription("Path of the file in the volume, without a leading slash, such as feeds/users.csv.")
        @Required
        @Size(min = 1, max = 1024)
        @Pattern("^\\.?[^/.\\s][^/]*(/\\.?[^/.\\s][^/]*)*$")
        String path) {}
