package dev.loadstone.runner;

import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.scenario.Program;

/** What one event loop is to do. */
record Shard(RunPlan plan, Program program, Slice slice) {

    static Shard of(RunPlan plan, Program program, int runner, int loop, int loops) {
        return new Shard(plan, program, plan.slice(runner).part(loop, loops));
    }

    long endNanos() {
        return plan.durationMillis() * 1_000_000;
    }
}
