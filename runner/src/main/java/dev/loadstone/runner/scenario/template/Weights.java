package dev.loadstone.runner.scenario.template;

import dev.loadstone.runner.schedule.SplitMix;

/** Draws one of several choices, each as often as its weight says. */
public final class Weights {
    private final long[] upTo;

    public Weights(long... weights) {
        upTo = weights.clone();
        for (int i = 1; i < upTo.length; i++) {
            upTo[i] = Math.addExact(upTo[i], upTo[i - 1]);
        }
    }

    /** Index of a choice. */
    public int draw(SplitMix random) {
        long drawn = random.nextBelow(upTo[upTo.length - 1]);
        int choice = 0;
        while (upTo[choice] <= drawn) {
            choice++;
        }
        return choice;
    }
}
