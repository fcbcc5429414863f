package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.loadstone.chart.Programs.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program helm, run on the chart of this repository without a cluster. */
record Helm(Path program) {
    static final Path CHART = Path.of("loadstone");

    /** The version stands in for the cluster's: what helm takes for it without one differs from build to build. */
    private static final String[] NO_CLUSTER = {"--namespace", "loadstone-system", "--kube-version", "1.34.0"};

    private static final String ABSENT = "helm is not on PATH, so the chart is not rendered";

    private static final @Nullable Path FOUND = find();

    /** Skips the test where there is no helm. */
    static Helm onPath() {
        return FOUND == null ? abort(ABSENT) : new Helm(FOUND);
    }

    private static @Nullable Path find() {
        Path program = Programs.find("helm");
        if (program == null) {
            // Maven keeps the reason of a skipped test to itself.
            System.err.println(ABSENT);
        }
        return program;
    }

    /** Renders the chart as release {@code loadstone}; fails with helm's own words where it refuses. */
    Manifests template(String... arguments) {
        Answer answer = tryTemplate(arguments);
        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        return Manifests.parse(answer.output());
    }

    Answer tryTemplate(String... arguments) {
        return run(Stream.of("template", "loadstone", CHART.toString()), arguments);
    }

    Answer lint(String... arguments) {
        return run(Stream.of("lint", "--strict", CHART.toString()), arguments);
    }

    private Answer run(Stream<String> command, String... arguments) {
        List<String> all = Stream.of(Stream.of(program.toString()), command, Stream.of(NO_CLUSTER), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        return Programs.run(all);
    }
}
