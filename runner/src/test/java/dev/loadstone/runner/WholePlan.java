package dev.loadstone.runner;

import dev.loadstone.protocol.DataFile;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Lenience;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan of the whole language against a server on loopback, as it is put together. */
final class WholePlan {
    private final List<Scenario> scenarios = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<Feeder> feeders = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final Target target;
    private int runners = 1;
    private long gracefulStopMillis = 5000;
    private @Nullable String setup;
    private @Nullable String teardown;

    private WholePlan(Target target) {
        this.target = target;
    }

    static WholePlan against(int port) {
        return new WholePlan(target("", port));
    }

    static Target target(String name, int port) {
        return new Target(
                name,
                "http",
                "127.0.0.1",
                port,
                "",
                5000,
                5000,
                List.of(),
                Target.HttpVersion.HTTP_1,
                Target.Tls.DEFAULT,
                Target.Connections.DEFAULT,
                Target.Dns.DEFAULT,
                List.of(),
                true,
                1L << 20,
                10);
    }

    static HttpStep get(String path) {
        return new HttpStep("GET " + path, "GET", Template.parse(path), List.of(), null, List.of(), List.of());
    }

    WholePlan scenario(Step... steps) {
        return scenario(new Scenario("scenario" + scenarios.size(), 1, List.of(steps)));
    }

    WholePlan scenario(Scenario scenario) {
        scenarios.add(scenario);
        return this;
    }

    WholePlan flow(String name, Step... steps) {
        flows.add(new Flow(name, List.of(steps)));
        return this;
    }

    WholePlan target(Target other) {
        targets.add(other);
        return this;
    }

    /** A feeder of the values in this text, one in a line. */
    WholePlan feeder(String name, String text, Feeder.Distribution distribution, Feeder.Exhaustion exhaustion) {
        files.add(new DataFile(name, new DataFile.Inline(text)));
        feeders.add(new Feeder(name, name, Feeder.Format.TEXT, ',', Feeder.Order.SEQUENTIAL, distribution, exhaustion));
        return this;
    }

    WholePlan file(DataFile file) {
        files.add(file);
        return this;
    }

    WholePlan setup(String flow) {
        setup = flow;
        return this;
    }

    WholePlan teardown(String flow) {
        teardown = flow;
        return this;
    }

    WholePlan runners(int number) {
        runners = number;
        return this;
    }

    WholePlan gracefulStop(long millis) {
        gracefulStopMillis = millis;
        return this;
    }

    WholePlan open(long startMillis, long millis, long perSecond, int maxUsers, boolean drop) {
        return phase(
                startMillis,
                millis,
                new LoadShape.Open(perSecond, perSecond, 1000, LoadShape.Arrivals.UNIFORM, maxUsers, drop));
    }

    WholePlan closed(long startMillis, long millis, LoadShape.Closed load) {
        return phase(startMillis, millis, load);
    }

    private WholePlan phase(long startMillis, long millis, LoadShape load, String... names) {
        phases.add(new Phase("phase" + phases.size(), startMillis, millis, false, load, List.of(names)));
        return this;
    }

    RunPlan plan() {
        return new RunPlan(
                RunPlan.VERSION,
                new RunId("test", 1),
                "default",
                "test",
                7,
                runners,
                target,
                variables,
                scenarios,
                phases,
                List.of(),
                gracefulStopMillis,
                targets,
                files,
                feeders,
                flows,
                setup,
                teardown,
                Lenience.NONE);
    }

    Operator run() {
        return new Operator(plan()).launch();
    }

    /** With so many event loops in each runner. */
    Operator run(int loops) {
        var operator = new Operator(plan());
        return operator.launch(operator, loops);
    }
}
