package dev.loadstone.operator.collect;

/** Ends the handling of a push that is not taken. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final PushResult result;

    Refusal(PushResult result, String message) {
        super(message, null, false, false);
        this.result = result;
    }

    static Refusal of(Unwanted unwanted) {
        PushResult result =
                switch (unwanted.kind()) {
                    case UNKNOWN_RUN -> PushResult.NOT_OPEN;
                    case OTHER_NAMESPACE -> PushResult.OTHER_RUNNER;
                    case WRONG_RUNNER -> PushResult.WRONG_RUNNER;
                    case SECOND_BOOT -> PushResult.SECOND_BOOT;
                    case NEWER_VERSION -> PushResult.NEWER_VERSION;
                };
        return new Refusal(result, unwanted.getMessage());
    }

    PushResult result() {
        return result;
    }
}
