package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.runner.scenario.Behaviour.Part;
import dev.loadstone.runner.scenario.origin.Origins;
import dev.loadstone.runner.scenario.template.Names;
import dev.loadstone.runner.scenario.template.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compiles a plan. */
final class ProgramCompiler {
    private final RunPlan plan;
    private final FlowGraph flows;
    private final Names names;
    private final Library library;
    private final Set<String> madeBySetup;
    private final List<ScenarioProgram> compiled = new ArrayList<>();
    private Depth depth = Depth.NONE;

    ProgramCompiler(RunPlan plan, Materials materials) {
        this.plan = plan;
        flows = new FlowGraph(plan.flows());
        flows.check();
        madeBySetup = StepUses.set(reachable(plan.setup()));
        names = Names.of(plan, materials.environment(), materials.files(), materials::rows, allSet());
        library = new Library(flows, new Origins(plan.allTargets()), names, materials.conditions());
    }

    private List<Step> reachable(@Nullable String flow) {
        return flow == null ? List.of() : flows.reachable(flows.steps(flow));
    }

    private Set<String> allSet() {
        var set = new TreeSet<>(madeBySetup);
        set.addAll(StepUses.set(reachable(plan.teardown())));
        plan.scenarios().forEach(scenario -> set.addAll(StepUses.set(reachable(scenario))));
        return set;
    }

    private List<Step> reachable(Scenario scenario) {
        var steps = new ArrayList<>(scenario.steps());
        steps.addAll(reachable(scenario.onStart()));
        steps.addAll(reachable(scenario.onStop()));
        return flows.reachable(steps);
    }

    Program compile() {
        plan.scenarios().forEach(this::compile);
        OptionalInt setup = errand("setup", plan.setup());
        OptionalInt teardown = errand("teardown", plan.teardown());
        return new Program(compiled, setup, teardown, library, names, depth, takers());
    }

    private List<Takers> takers() {
        return IntStream.range(0, plan.feeders().size())
                .mapToObj(feeder ->
                        Takers.of(plan, scenario -> compiled.get(scenario).takesOf(feeder)))
                .toList();
    }

    private void compile(Scenario scenario) {
        String onStart = scenario.onStart();
        String onStop = scenario.onStop();
        placed(scenario.name(), () -> {
            var compiler = compiler(scenario.name(), reachable(scenario));
            if (onStart != null) {
                part(compiler, Part.START, flows.steps(onStart));
            }
            part(compiler, Part.ITERATION, scenario.steps());
            if (onStop != null) {
                part(compiler, Part.STOP, flows.steps(onStop));
            }
            build(compiler);
        });
    }

    /** What is refused says where. */
    private static void placed(String scenario, Runnable compiling) {
        try {
            compiling.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scenario " + scenario + ": " + e.getMessage(), e);
        }
    }

    private OptionalInt errand(String name, @Nullable String flow) {
        if (flow == null) {
            return OptionalInt.empty();
        }
        placed(name, () -> {
            var compiler = compiler(name, reachable(flow));
            part(compiler, Part.ITERATION, flows.steps(flow));
            build(compiler);
        });
        return OptionalInt.of(compiled.size() - 1);
    }

    private ScenarioCompiler compiler(String name, List<Step> reachable) {
        var settable = new TreeSet<>(madeBySetup);
        settable.addAll(StepUses.set(reachable));
        return new ScenarioCompiler(name, library, new Variables(names, settable), reachable);
    }

    private void part(ScenarioCompiler compiler, Part part, List<Step> steps) {
        depth = depth.or(flows.depth(steps));
        compiler.part(part, steps);
    }

    private void build(ScenarioCompiler compiler) {
        compiled.add(compiler.build());
        depth = depth.or(new Depth(0, 0, 0, compiler.paces()));
    }
}
