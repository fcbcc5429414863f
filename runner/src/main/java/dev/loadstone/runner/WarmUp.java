package dev.loadstone.runner;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.runner.report.Clocks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has the plan's own scenarios done against an echo server on loopback, until the JVM has compiled what will be measured. */
final class WarmUp {
    private static final int USERS_PER_LOOP = 4;

    private WarmUp() {}

    /** Completes when everything of it is gone again. */
    static CompletionStage<Void> of(RunPlan plan, RunnerSettings settings, Loops loops, Clocks clocks) {
        if (settings.warmUpMillis() == 0 || !Rehearsal.isWorthwhile(plan)) {
            return CompletableFuture.completedFuture(null);
        }
        var server = new EchoServer(loops.transport());
        var rehearsal = new Rehearsal(plan, server.port());
        int users = USERS_PER_LOOP * loops.list().size();
        var phase = new Phase("rehearsal", 0, settings.warmUpMillis(), true, new LoadShape.Closed(users, users));
        Load load;
        try {
            load = new Load(Work.of(rehearsal.during(phase), settings.environment()), 0, loops, clocks);
        } catch (IllegalArgumentException e) {
            // What can be done in earnest, but not for practice, is done without.
            server.close();
            return CompletableFuture.completedFuture(null);
        }
        var practised = load;
        practised.start(clocks.nanos());
        // What is left of all this must not be collected in a measured second.
        return practised
                .finished()
                .thenCompose(done -> practised.close())
                .thenRun(server::close)
                .thenRun(System::gc);
    }
}
