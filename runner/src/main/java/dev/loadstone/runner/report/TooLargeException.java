package dev.loadstone.runner.report;

/** The operator takes no report of this size; it would take one of fewer seconds. */
public final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooLargeException(String message) {
        super(message);
    }
}
