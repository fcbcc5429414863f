package dev.loadstone.cli;

import dev.loadstone.runner.RunnerSettings;
import dev.loadstone.runner.http.Transport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            description = "How the runner talks to the kernel: ${COMPLETION-CANDIDATES}"
                    + " (default: the first of epoll and nio that is there).")
    private @Nullable Transport transport;

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

    /** The environment of the runner: the plan's, and what these options say. */
    Map<String, String> environment(Map<String, String> ofPlan) {
        var environment = new HashMap<>(ofPlan);
        if (transport != null) {
            environment.put(RunnerSettings.TRANSPORT, transport.toString());
        }
        return environment;
    }

    boolean noColor() {
        return noColor;
    }
}
