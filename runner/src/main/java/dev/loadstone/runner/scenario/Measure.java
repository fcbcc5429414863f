package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.MetricKind;
import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.scenario.cel.Formula;
import org.jspecify.annotations.Nullable;

/** Records a value of a metric of the test's own. */
record Measure(int metric, MetricKind kind, Formula value) implements Op {
    @Override
    public @Nullable Next perform(Walk walk) {
        switch (kind) {
            case RATE -> walk.recorder().metric(metric, 0, value.truth(walk.facts()));
            case COUNTER, GAUGE, HISTOGRAM -> walk.recorder().metric(metric, value.thousandths(walk.facts()), false);
        }
        return null;
    }
}
