package dev.loadstone.bench;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.cli.local.LocalRun;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a runner's process on a manifest until so many seconds are measured, and tells each of them. */
@Command(name = "trial", mixinStandardHelpOptions = true, description = "One run of the runner's own process, told second by second.")
public final class TrialMain implements Callable<Integer> {
    @Option(names = "--allocation", description = "Ask the JVM each second for what it has allocated.")
    private boolean allocation;

    @Parameters(index = "0", description = "File of the LoadTest.")
    private Path manifest;

    @Parameters(index = "1", description = "Where the load goes.")
    private String target;

    @Parameters(index = "2", description = "Seconds to measure, after which the run is stopped.")
    private int seconds;

    @Parameters(index = "3..*", arity = "1..*", description = "The command that starts the runner.")
    private List<String> command;

    private final Clock clock;

    private TrialMain(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TrialMain(Clock.systemUTC()))
                .setStopAtPositional(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunPlan plan = PlanFile.read(manifest, target);
        Path file = Files.write(Files.createTempFile("plan", ".json"), ProtocolJson.write(plan));
        var run = new LocalRun(plan, clock);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var operator = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        long begun = System.nanoTime();
        try (var runner = RunnerProcess.start(command, file, operator)) {
            var log = new TrialLog(System.out, runner, allocation);
            server.createContext("/", new PushHandler(report -> receive(run, log, report, begun)));
            server.start();
            run.await(moment -> {});
            runner.awaitEnd();
            return 0;
        } finally {
            server.stop(0);
            Files.delete(file);
        }
    }

    private CompletionStage<Answer> receive(LocalRun run, TrialLog log, RunnerReport report, long begun) {
        if (log.tell(report, (System.nanoTime() - begun) / 1_000_000) >= seconds) {
            run.stop("All that was to be measured is measured.");
        }
        return run.receive(report);
    }
}
