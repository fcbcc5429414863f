package dev.loadstone.api.v1alpha1;

/** What names and durations look like. */
final class Syntax {
    /** Of things that results are reported under, and that others refer to. */
    static final String NAME = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";

    /** Of variables and feeders. */
    static final String IDENTIFIER = "^[A-Za-z_][A-Za-z0-9_-]*$";

    static final String DURATION = "^([0-9]+(ms|s|m|h))+$";

    private Syntax() {}
}
