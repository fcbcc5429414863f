package dev.loadstone.operator.report;

import dev.loadstone.operator.collect.RunnerJournal;

/** A journal whose last word is not the sum of the others. */
public final class Disagreement {
    private Disagreement() {}

    public static RunnerJournal of(RunnerJournal journal) {
        return new RunnerJournal(
                journal.runner(),
                journal.boot(),
                journal.sequence(),
                journal.state(),
                journal.activeUsers(),
                journal.received(),
                journal.gap(),
                journal.total(),
                false,
                journal.clock(),
                journal.message());
    }
}
