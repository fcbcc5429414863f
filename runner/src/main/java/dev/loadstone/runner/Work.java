package dev.loadstone.runner;

import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.runner.scenario.Materials;
import dev.loadstone.runner.scenario.Program;
import java.util.List;
import java.util.function.Function;

/**
 * A plan, ready to be done.
 *
 * @param files content of the plan's files by name
 */
record Work(RunPlan plan, Program program, Function<String, byte[]> files) {

    /** @throws IllegalArgumentException where something is missing, or the plan can't be done */
    static Work of(RunPlan plan, Materials materials) {
        return new Work(plan, Program.compile(plan, materials), materials.files());
    }

    /** The same in this phase alone, at whose end nothing is waited for. */
    Work during(Phase phase) {
        var once = new RunPlan(
                plan.version(),
                plan.run(),
                plan.namespace(),
                plan.name(),
                plan.seed(),
                1,
                plan.target(),
                plan.variables(),
                plan.scenarios(),
                List.of(phase),
                List.of(),
                0,
                plan.targets(),
                plan.files(),
                plan.feeders(),
                plan.flows(),
                plan.setup(),
                plan.teardown(),
                plan.lenience());
        return new Work(once.within(plan.addresses()), program, files);
    }
}
