package dev.loadstone.runner.scenario.template;

import dev.loadstone.runner.schedule.SplitMix;

/** What templates ask of the user that they are written for. */
public interface TemplateUser {
    long userId();

    /** From 1; 0 before the first. */
    long iteration();

    /** The wall clock. */
    long epochMillis();

    SplitMix random();

    Captured captured();

    /** The row of a feeder that the user took. */
    int row(int feeder);
}
