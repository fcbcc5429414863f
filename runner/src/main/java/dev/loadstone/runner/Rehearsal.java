package dev.loadstone.runner;

import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.ThinkStep;
import java.util.List;

/** A plan as it is done for practice: without waits and ends, and whatever it says against one port on loopback. */
record Rehearsal(RunPlan plan, int port) {
    private static final long TIMEOUT_MILLIS = 1000;

    /** Whether there is anything to practise. */
    static boolean isWorthwhile(RunPlan plan) {
        return !scenarios(plan).isEmpty();
    }

    /** This phase alone. */
    RunPlan during(Phase phase) {
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                1,
                target(plan.target()),
                plan.variables(),
                scenarios(plan),
                List.of(phase),
                List.of(),
                TIMEOUT_MILLIS,
                plan.targets().stream().map(this::target).toList(),
                plan.files(),
                plan.feeders().stream().map(Rehearsal::endless).toList(),
                plan.flows().stream()
                        .map(flow -> new Flow(flow.name(), busy(flow.steps())))
                        .toList(),
                plan.setup(),
                plan.teardown());
    }

    private static List<Scenario> scenarios(RunPlan plan) {
        return plan.scenarios().stream()
                .filter(scenario -> !busy(scenario.steps()).isEmpty())
                .map(scenario -> new Scenario(
                        scenario.name(),
                        scenario.weight(),
                        busy(scenario.steps()),
                        scenario.onStart(),
                        scenario.onStop()))
                .toList();
    }

    private static List<Step> busy(List<Step> steps) {
        return steps.stream()
                .filter(step -> !(step instanceof ThinkStep || step instanceof PaceStep || step instanceof ExitStep))
                .toList();
    }

    private static Feeder endless(Feeder feeder) {
        return new Feeder(
                feeder.name(),
                feeder.file(),
                feeder.format(),
                feeder.delimiter(),
                feeder.order(),
                feeder.distribution(),
                Feeder.Exhaustion.RECYCLE);
    }

    /** Without TLS nobody would agree upon a protocol. */
    private static Target.HttpVersion practised(Target.HttpVersion version) {
        return switch (version) {
            case HTTP_1, AUTO -> Target.HttpVersion.HTTP_1;
            case HTTP_2 -> Target.HttpVersion.HTTP_2;
        };
    }

    private Target target(Target target) {
        return new Target(
                target.name(),
                "http",
                "127.0.0.1",
                port,
                target.basePath(),
                TIMEOUT_MILLIS,
                TIMEOUT_MILLIS,
                target.headers(),
                practised(target.protocol()),
                Target.Tls.DEFAULT,
                Target.Connections.DEFAULT,
                Target.Dns.DEFAULT,
                target.compressions(),
                target.cookies(),
                target.maxResponseBytes(),
                target.followRedirects());
    }
}
