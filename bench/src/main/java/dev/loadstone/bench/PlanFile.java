package dev.loadstone.bench;

import dev.loadstone.cli.local.LocalPlan;
import dev.loadstone.cli.manifest.ManifestFile;
import dev.loadstone.cli.manifest.Overrides;
import dev.loadstone.operator.plan.PlanResult;
import dev.loadstone.protocol.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A manifest as the plan that one runner gets. */
final class PlanFile {
    private static final int SEED = 1;

    private PlanFile() {}

    /** @throws IllegalArgumentException tells what is wrong with the manifest */
    static RunPlan read(Path manifest, String target) throws IOException {
        var reading = ManifestFile.read(manifest, new Overrides(target, Map.of(), Map.of()));
        if (!reading.problems().isEmpty()) {
            throw new IllegalArgumentException(manifest + ": " + reading.problems());
        }
        return switch (LocalPlan.of(reading.manifests().getFirst(), List.of(), SEED)) {
            case PlanResult.Planned planned -> planned.plan();
            case PlanResult.Refused refused -> throw new IllegalArgumentException(manifest + ": " + refused.message());
        };
    }
}
