package dev.loadstone.runner;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.ExitStep;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.HttpStep.OnFailure;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.PaceStep;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.SetStep;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.ThinkStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A plan as it is done for practice: whatever it says against one port on loopback, without its waits and ends, and going on
 * where something fails, so that all of it is done again and again.
 */
record Rehearsal(RunPlan plan) {
    private static final long TIMEOUT_MILLIS = 1000;
    private static final int USERS = 16;
    private static final long ARRIVALS_PER_SECOND = 5000;
    /** The compiler too needs time, maybe on the same core. */
    private static final ThinkStep REST = new ThinkStep(1, 1);

    /** Whether there is anything to practise. */
    boolean isWorthwhile() {
        return !scenarios().isEmpty();
    }

    boolean speaksTls() {
        return plan.allTargets().stream().anyMatch(Target::isTls);
    }

    /** All requests that may be sent. */
    Stream<HttpStep> requests() {
        return allSteps().filter(HttpStep.class::isInstance).map(HttpStep.class::cast);
    }

    private Stream<Step> allSteps() {
        Stream<List<Step>> flows = plan.flows().stream().map(Flow::steps);
        return Stream.concat(plan.scenarios().stream().map(Scenario::steps), flows)
                .flatMap(List::stream);
    }

    /** Values for all that may be set, as if the setup had made them. */
    Map<String, SharedValue> variables() {
        var made = new HashMap<String, SharedValue>();
        allSteps().forEach(step -> {
            if (step instanceof SetStep set) {
                made.put(set.variable(), new SharedValue(Likeness.VALUE, true));
            } else if (step instanceof HttpStep http) {
                http.captures().forEach(capture -> made.put(capture.variable(), new SharedValue(Likeness.VALUE, true)));
            }
        });
        return made;
    }

    /** For so long, with users of the kinds that the plan has. */
    RunPlan against(int port, long millis) {
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                1,
                target(plan.target(), port),
                plan.variables(),
                scenarios(),
                phases(millis),
                List.of(),
                0,
                plan.targets().stream().map(target -> target(target, port)).toList(),
                plan.files(),
                plan.feeders().stream().map(Rehearsal::endless).toList(),
                plan.flows().stream()
                        .map(flow -> new Flow(flow.name(), busy(flow.steps())))
                        .toList(),
                plan.setup(),
                plan.teardown(),
                plan.lenience());
    }

    /** By name, as what a record needs to be compared or printed the JVM would have to make first. */
    private List<Phase> phases(long millis) {
        var loads = new LinkedHashMap<String, LoadShape>();
        for (Phase phase : plan.phases()) {
            switch (phase.load()) {
                case LoadShape.Closed closed -> loads.put("users", new LoadShape.Closed(USERS, USERS));
                case LoadShape.Open open ->
                    loads.put(
                            open.arrivals().name(),
                            new LoadShape.Open(
                                    ARRIVALS_PER_SECOND, ARRIVALS_PER_SECOND, 1000, open.arrivals(), USERS, true));
            }
        }
        var phases = new ArrayList<Phase>();
        loads.forEach((name, load) -> phases.add(new Phase(name, 0, millis, true, load)));
        return phases;
    }

    private List<Scenario> scenarios() {
        return plan.scenarios().stream()
                .filter(scenario -> !busy(scenario.steps()).isEmpty())
                .map(scenario -> new Scenario(
                        scenario.name(),
                        scenario.weight(),
                        Stream.concat(busy(scenario.steps()).stream(), Stream.of(REST))
                                .toList(),
                        scenario.onStart(),
                        scenario.onStop()))
                .toList();
    }

    private static List<Step> busy(List<Step> steps) {
        var busy = new ArrayList<Step>();
        for (Step step : steps) {
            if (step instanceof HttpStep http) {
                busy.add(undeterred(http));
            } else if (!(step instanceof ThinkStep || step instanceof PaceStep || step instanceof ExitStep)) {
                busy.add(step);
            }
        }
        return busy;
    }

    /** What fails the user goes on without. */
    private static HttpStep undeterred(HttpStep step) {
        return new HttpStep(
                step.name(),
                step.target(),
                step.method(),
                step.uri(),
                step.headers(),
                step.basic(),
                step.body(),
                step.checks(),
                step.captures().stream()
                        .map(capture -> new Capture(
                                capture.variable(),
                                capture.source(),
                                capture.select(),
                                Objects.requireNonNullElse(capture.fallback(), Likeness.VALUE),
                                capture.required()))
                        .toList(),
                TIMEOUT_MILLIS,
                step.followRedirects(),
                OnFailure.CONTINUE);
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

    private static Target target(Target target, int port) {
        return new Target(
                target.name(),
                target.scheme(),
                "127.0.0.1",
                port,
                target.basePath(),
                TIMEOUT_MILLIS,
                TIMEOUT_MILLIS,
                target.headers(),
                target.protocol(),
                new Target.Tls(null, null, null, null, true),
                Target.Connections.DEFAULT,
                Target.Dns.DEFAULT,
                target.compressions(),
                target.cookies(),
                target.maxResponseBytes(),
                target.followRedirects());
    }
}
