package dev.loadstone.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with values and the manifests they must give. */
record GoldenCase(Path folder) {
    private static final Path ROOT = Path.of("src/test/resources/golden/chart");

    static List<GoldenCase> all() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted().map(GoldenCase::new).toList();
        }
    }

    Path values() {
        return folder.resolve("in-values.yaml");
    }

    Path manifests() {
        return folder.resolve("out-manifests.yaml");
    }

    Manifests render(Helm helm) {
        return helm.template("--values", values().toString(), "--api-versions", "monitoring.coreos.com/v1");
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
