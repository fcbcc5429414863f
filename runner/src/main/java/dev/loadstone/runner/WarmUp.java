package dev.loadstone.runner;

import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Target;
import dev.loadstone.runner.scenario.Program;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Has the plan's own scenarios done against an echo server on loopback, until the JVM has compiled what will be measured. */
final class WarmUp {
    private static final int USERS_PER_LOOP = 4;

    private WarmUp() {}

    /** Completes when everything of it is gone again. */
    static CompletionStage<Void> of(RunPlan plan, RunnerSettings settings, Loops loops, LongSupplier nanoTime) {
        List<Scenario> scenarios = withoutThinking(plan.scenarios());
        if (settings.warmUpMillis() == 0 || scenarios.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var server = new EchoServer(loops.transport());
        int users = USERS_PER_LOOP * loops.list().size();
        var rehearsal = rehearsal(plan, scenarios, server.port(), new LoadShape.Closed(users, users), settings);
        var program = Program.compile(rehearsal, settings.environment());
        var load = new Load(rehearsal, program, 0, loops, new RunClock(nanoTime, nanoTime.getAsLong()));
        load.start();
        // What is left of all this must not be collected in a measured second.
        return load.finished()
                .thenCompose(done -> load.close())
                .thenRun(server::close)
                .thenRun(System::gc);
    }

    private static RunPlan rehearsal(
            RunPlan plan, List<Scenario> scenarios, int port, LoadShape load, RunnerSettings settings) {
        var target = new Target("http", "127.0.0.1", port, plan.target().basePath(), 1000, 1000);
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                1,
                target,
                plan.variables(),
                scenarios,
                List.of(new Phase("rehearsal", 0, settings.warmUpMillis(), true, load)),
                List.of(),
                1000);
    }

    private static List<Scenario> withoutThinking(List<Scenario> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.steps().stream().anyMatch(HttpStep.class::isInstance))
                .map(scenario -> new Scenario(
                        scenario.name(),
                        scenario.weight(),
                        scenario.steps().stream()
                                .filter(HttpStep.class::isInstance)
                                .toList()))
                .toList();
    }
}
