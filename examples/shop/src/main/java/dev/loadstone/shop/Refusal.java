package dev.loadstone.shop;

/** A request that the shop turns down, with the status and the reason that its sender gets. */
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String reason) {
        // Refusing is everyday business here and must cost no stack trace.
        super(reason, null, false, false);
        this.status = status;
    }

    Answer answer() {
        Answer answer = Answer.error(status, String.valueOf(getMessage()));
        return status == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
    }
}
