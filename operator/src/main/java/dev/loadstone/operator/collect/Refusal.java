package dev.loadstone.operator.collect;

/** Ends the handling of a push that is not taken. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final PushResult result;

    Refusal(PushResult result, String message) {
        super(message, null, false, false);
        this.result = result;
    }

    PushResult result() {
        return result;
    }
}
