package dev.loadstone.runner;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Target.HttpVersion;
import dev.loadstone.protocol.Target.Tls;
import dev.loadstone.runner.report.Uplink;
import java.util.List;

/** The plan of the training once more over HTTP/2, and over TLS, so that a JVM that watches it knows their classes too. */
final class ProtocolTraining {
    private static final Tls ANYBODY = new Tls(null, null, null, null, true);

    private ProtocolTraining() {}

    static void run(RunPlan plan, Uplink operator, RunnerSettings settings) {
        for (Target target : List.of(
                target(plan, "http", HttpVersion.HTTP_2),
                target(plan, "https", HttpVersion.AUTO),
                target(plan, "https", HttpVersion.HTTP_1))) {
            Runner.start(against(target, plan), 0, operator, settings)
                    .finished()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static Target target(RunPlan plan, String scheme, HttpVersion version) {
        Target like = plan.target();
        return new Target(
                "",
                scheme,
                like.host(),
                like.port(),
                "",
                like.connectTimeoutMillis(),
                like.requestTimeoutMillis(),
                List.of(),
                version,
                ANYBODY,
                like.connections(),
                like.dns(),
                List.of(),
                false,
                like.maxResponseBytes(),
                0);
    }

    private static RunPlan against(Target target, RunPlan plan) {
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                1,
                target,
                List.of(),
                plan.scenarios(),
                plan.phases(),
                List.of(),
                plan.gracefulStopMillis());
    }
}
