package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.DataFile;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.Flow;
import dev.loadstone.protocol.Lenience;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Variable;
import java.util.ArrayList;
import java.util.List;

/** A plan put together piece by piece. */
final class PlanBuilder {
    private final List<Variable> variables = new ArrayList<>();
    private final List<Scenario> scenarios = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<Feeder> feeders = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private Target target = Plans.SHOP;
    private String setup;
    private String teardown;
    private int runners = 1;
    private LoadShape load = new LoadShape.Closed(1, 1);

    static PlanBuilder of(Step... steps) {
        return new PlanBuilder().scenario("s", null, null, steps);
    }

    PlanBuilder scenario(String name, String onStart, String onStop, Step... steps) {
        scenarios.add(new Scenario(name, 1, List.of(steps), onStart, onStop));
        return this;
    }

    PlanBuilder variable(Variable variable) {
        variables.add(variable);
        return this;
    }

    PlanBuilder target(Target target) {
        this.target = target;
        return this;
    }

    PlanBuilder another(Target another) {
        targets.add(another);
        return this;
    }

    PlanBuilder file(String name, String text) {
        files.add(new DataFile(name, new DataFile.Inline(text)));
        return this;
    }

    PlanBuilder feeder(Feeder feeder, String text) {
        feeders.add(feeder);
        return file(feeder.file(), text);
    }

    PlanBuilder flow(String name, Step... steps) {
        flows.add(new Flow(name, List.of(steps)));
        return this;
    }

    PlanBuilder setup(String flow) {
        setup = flow;
        return this;
    }

    PlanBuilder teardown(String flow) {
        teardown = flow;
        return this;
    }

    PlanBuilder load(int runners, LoadShape load) {
        this.runners = runners;
        this.load = load;
        return this;
    }

    RunPlan build() {
        return new RunPlan(
                RunPlan.VERSION,
                new RunId("u", 1),
                "ns",
                "test",
                1,
                runners,
                target,
                variables,
                scenarios,
                List.of(new Phase("p", 0, 1000, false, load)),
                List.of(),
                0,
                targets,
                files,
                feeders,
                flows,
                setup,
                teardown,
                Lenience.NONE);
    }

    Program compile() {
        return Plans.compile(build());
    }

    /** A user of the first scenario. */
    Person person() {
        return new Person(compile(), 1);
    }
}
