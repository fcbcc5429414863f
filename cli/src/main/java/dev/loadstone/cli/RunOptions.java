package dev.loadstone.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that runs a test takes. */
final class RunOptions {
    @Option(names = "--out", paramLabel = "DIR", description = "Where loadstone-report.json goes (default: here).")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Makes the same random draws as the run that showed this seed.")
    private @Nullable Long seed;

    @Option(
            names = "--no-color",
            description = "Plain lines: no colour, nothing that moves. NO_COLOR and CI do the same.")
    private boolean noColor;

    /** The defaults, with the report going there. */
    static RunOptions into(Path folder) {
        var options = new RunOptions();
        options.out = folder;
        return options;
    }

    Path out() {
        return out;
    }

    @Nullable
    Long seed() {
        return seed;
    }

    boolean noColor() {
        return noColor;
    }
}
