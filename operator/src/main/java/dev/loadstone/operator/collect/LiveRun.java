package dev.loadstone.operator.collect;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunPlan;

/**
 * A run under way.
 *
 * @param users at work when the runners were last heard of
 * @param sum of all that they told, warm-up included
 */
public record LiveRun(RunPlan plan, int users, Interval sum) {}
