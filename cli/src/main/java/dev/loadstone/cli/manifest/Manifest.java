package dev.loadstone.cli.manifest;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import java.util.Objects;

/** A LoadTest as it stands in a file, checked against the schema. */
public record Manifest(String name, LoadTestSpec spec) {
    public Manifest {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(spec, "spec is null");
    }
}
