package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** LoadTests to plan: that of the whole language, and small ones. */
final class Manifests {
    private static final Path EVERYTHING = Path.of("../crds/src/test/resources/manifests/valid-everything.yaml");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Manifests() {}

    static LoadTest everything() {
        try (InputStream file = Files.newInputStream(EVERYTHING)) {
            return YAML.unmarshal(file, LoadTest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a spec with one scenario of these steps, and these phases. */
    static String small(String steps, String phases) {
        return """
                target: {url: "http://shop"}
                scenarios: [{name: only, steps: %s}]
                load: {phases: [%s]}
                """.formatted(steps, phases);
    }

    static LoadTest with(String fields) {
        return YAML.unmarshal("spec:\n" + fields.indent(2), LoadTest.class);
    }

    static List<String> problems(LoadTest test) {
        return switch (Planner.plan(test.getSpec(), "shop", "small", new RunId("3f0f6a52", 7), 4711)) {
            case PlanResult.Planned _ -> List.of();
            case PlanResult.Refused(var problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }
}
