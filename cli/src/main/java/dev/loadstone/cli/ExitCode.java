package dev.loadstone.cli;

import dev.loadstone.api.v1alpha1.Outcome;

/** What a pipeline reads: one code for each verdict, and one for usage. */
public enum ExitCode {
    PASSED(0),
    FAILED(1),
    USAGE(2),
    INCONCLUSIVE(3),
    ABORTED(4),
    ERROR(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The code of a verdict. */
    public static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case INCONCLUSIVE -> INCONCLUSIVE;
            case ABORTED -> ABORTED;
            case ERROR -> ERROR;
        };
    }
}
