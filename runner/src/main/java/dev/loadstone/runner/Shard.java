package dev.loadstone.runner;

import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.record.FailureWords;
import dev.loadstone.runner.record.LoopRecord;
import dev.loadstone.runner.scenario.Program;
import dev.loadstone.runner.schedule.ScenarioMix;

/**
 * What one event loop is to do.
 *
 * @param words those of the whole runner
 */
record Shard(Work work, Slice slice, FailureWords words) {

    RunPlan plan() {
        return work.plan();
    }

    Program program() {
        return work.program();
    }

    Phase phase(int place) {
        return plan().phases().get(place);
    }

    /** Who does what in this phase. */
    ScenarioMix mix(int place) {
        return new ScenarioMix(plan().scenarios(), phase(place).scenarios(), plan().seed());
    }

    LoopRecord newRecord() {
        return new LoopRecord(plan().phases(), program(), words);
    }
}
