package dev.loadstone.runner;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.http.Transport;
import dev.loadstone.runner.report.Clocks;
import dev.loadstone.runner.report.HttpUplink;
import dev.loadstone.runner.report.Uplink;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A whole run against loopback, so that a JVM that watches it knows all classes of a real one. */
final class Training {
    private static final long LOAD_MILLIS = 1000;

    private Training() {}

    static void run() {
        try (var target = new EchoServer(Transport.best());
                var nobody = uplink("https", target);
                var somebody = uplink("http", target)) {
            RunPlan plan = ProtocolJson.read(ProtocolJson.write(plan(target.port())), RunPlan.class);
            Uplink operator = report -> nobody.push(report)
                    .exceptionallyCompose(expected -> somebody.push(report))
                    .exceptionally(expected -> answer(report));
            Runner.start(plan, 0, operator, RunnerSettings.standard(Map.of()))
                    .finished()
                    .toCompletableFuture()
                    .join();
            ProtocolTraining.run(plan, report -> CompletableFuture.completedFuture(answer(report)), RunnerSettings.standard(Map.of()));
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

    private static RunPlan plan(int port) {
        var get = new HttpStep("get", "GET", Template.parse("/$(user.id)"), List.of(), null, List.of(), List.of());
        return new RunPlan(
                RunPlan.VERSION,
                new RunId("training", 1),
                "",
                "training",
                1,
                1,
                new Target("http", "localhost", port, "", 1000, 1000),
                List.of(),
                List.of(new Scenario("training", 1, List.of(get))),
                List.of(new Phase("training", 0, LOAD_MILLIS, false, new LoadShape.Closed(4, 4))),
                List.of(),
                1000);
    }
}
