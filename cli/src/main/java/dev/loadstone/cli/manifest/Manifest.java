package dev.loadstone.cli.manifest;

import dev.loadstone.api.v1alpha1.LoadTestSpec;
import java.util.Objects;

/**
 * A LoadTest as it stands in a file, checked against the schema.
 *
 * @param objects what the file has besides, for the test to refer to
 */
public record Manifest(String name, LoadTestSpec spec, ConfigObjects objects) {
    public Manifest {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(spec, "spec is null");
        Objects.requireNonNull(objects, "objects is null");
    }

    /** The same test of another target. */
    public Manifest against(String url) {
        return new Manifest(name, spec.withTarget(spec.target().at(url)), objects);
    }

    /** The same test with this seed, whatever it says of one. */
    public Manifest withSeed(long seed) {
        return new Manifest(
                name,
                new LoadTestSpec(
                        spec.target(),
                        spec.targets(),
                        spec.variables(),
                        spec.data(),
                        spec.flows(),
                        spec.setup(),
                        spec.teardown(),
                        spec.scenarios(),
                        spec.load(),
                        spec.thresholds(),
                        spec.runners(),
                        spec.runPolicy(),
                        seed,
                        spec.schedule(),
                        spec.suspend()),
                objects);
    }
}
