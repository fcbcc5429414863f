package dev.loadstone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program helm, run on the chart of this repository without a cluster. */
record Helm(Path program) {
    static final Path CHART = Path.of("loadstone");

    /** The version stands in for the cluster's: what helm takes for it without one differs from build to build. */
    private static final String[] NO_CLUSTER = {"--namespace", "loadstone-system", "--kube-version", "1.34.0"};

    /** What one call answered. */
    record Answer(int exitCode, String output, String errors) {}

    private static final String ABSENT = "helm is not on PATH, so the chart is not rendered";

    private static final @Nullable Path FOUND = find();

    /** Skips the test where there is no helm. */
    static Helm onPath() {
        return FOUND == null ? abort(ABSENT) : new Helm(FOUND);
    }

    private static @Nullable Path find() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path program = Path.of(folder, "helm");
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        // Maven keeps the reason of a skipped test to itself.
        System.err.println(ABSENT);
        return null;
    }

    /** Renders the chart as release {@code loadstone}; fails with helm's own words where it refuses. */
    Manifests template(String... arguments) {
        Answer answer = tryTemplate(arguments);
        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        return Manifests.parse(answer.output());
    }

    Answer tryTemplate(String... arguments) {
        return run(Stream.of(
                        Stream.of("template", "loadstone", CHART.toString()),
                        Stream.of(NO_CLUSTER),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList());
    }

    Answer lint(String... arguments) {
        return run(
                Stream.of(Stream.of("lint", "--strict", CHART.toString()), Stream.of(NO_CLUSTER), Stream.of(arguments))
                        .flatMap(part -> part)
                        .toList());
    }

    private Answer run(List<String> arguments) {
        try {
            Path output = Files.createTempFile("helm", ".out");
            Path errors = Files.createTempFile("helm", ".err");
            try {
                return run(arguments, output, errors);
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while helm ran", e);
        }
    }

    private Answer run(List<String> arguments, Path output, Path errors) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), arguments.stream())
                        .toList())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("helm did not end within 60 s: " + arguments);
        }
        return new Answer(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
