package dev.loadstone.cli.manifest;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.TargetSpec;
import java.util.Objects;

/** A LoadTest as it stands in a file, checked against the schema. */
public record Manifest(String name, LoadTestSpec spec) {
    public Manifest {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(spec, "spec is null");
    }

    /** The same test of another target. */
    public Manifest against(String url) {
        var target = new TargetSpec(url, null, spec.target().timeouts());
        return new Manifest(
                name,
                new LoadTestSpec(
                        target,
                        spec.variables(),
                        spec.scenarios(),
                        spec.load(),
                        spec.thresholds(),
                        spec.runners(),
                        spec.runPolicy(),
                        spec.suspend()));
    }
}
