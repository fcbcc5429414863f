package dev.loadstone.runner.report;

/** How a runner's life ended. */
public enum Outcome {
    /** The operator has the merged result. */
    RELEASED(0),
    /** It could not do the run. */
    BROKEN(2),
    /** The final report was offered for long enough, but nobody said that it was taken. */
    UNHEARD(3),
    /** The operator wanted nothing of this runner. */
    NOT_WANTED(4);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
