package dev.loadstone.runner;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.report.HttpUplink;
import dev.loadstone.runner.report.Uplink;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A whole run against loopback, so that a JVM that watches it knows all classes of a real one. */
final class Training {
    /** What is not compiled by then is taken for seldom used, and is not known at the next start. */
    private static final long LOAD_MILLIS = 8000;
    /** To know what is looked for in its responses, whatever the port. */
    private static final RunPlan PLAN = TrainingPlan.against(1, LOAD_MILLIS);

    private Training() {}

    static void run() {
        var likeness = Likeness.of(new Rehearsal(PLAN).requests());
        try (var target = new EchoServer(Transport.best(), likeness, true);
                var nobody = uplink("https", target);
                var somebody = uplink("http", target)) {
            RunPlan plan = TrainingPlan.against(target.port(), LOAD_MILLIS);
            Uplink operator = report -> nobody.push(report)
                    .exceptionallyCompose(expected -> somebody.push(report))
                    .exceptionally(expected -> answer(report));
            Runner.start(plan, 0, operator, RunnerSettings.standard(Map.of()))
                    .finished()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static HttpUplink uplink(String scheme, EchoServer server) {
        return new HttpUplink(URI.create(scheme + "://127.0.0.1:" + server.port()), Optional.empty(), Optional.empty());
    }

    /**
     * What an operator would say. The push over TLS fails in the handshake and the other at the answer's content, but together
     * they load the classes of both.
     */
    private static Answer answer(RunnerReport report) {
        byte[] answer = ProtocolJson.write(
                new Answer(report.sequence(), -1, false, Clocks.system().wallMicros(), command(report), 100));
        return ProtocolJson.read(answer, Answer.class);
    }

    private static Answer.Command command(RunnerReport report) {
        return switch (report.state()) {
            case ARMED, RUNNING -> new Answer.Start(Clocks.system().wallMicros());
            case DONE, BROKEN -> new Answer.Release();
        };
    }
}
