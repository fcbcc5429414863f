package dev.loadstone.runner.report;

/** The operator will take no report of this runner any more: the run is over or was never there, or another runner has its place. */
public final class NotWantedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotWantedException(String message) {
        super(message);
    }
}
