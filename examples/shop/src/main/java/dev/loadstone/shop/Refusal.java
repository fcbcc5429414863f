package dev.loadstone.shop;

/** A request that the shop turns down, with the status and the reason that its sender gets. */
final class Refusal extends RuntimeException {
    private final int status;
    private final String challenge;

    Refusal(int status, String reason) {
        this(status, reason, "Bearer");
    }

    private Refusal(int status, String reason, String challenge) {
        // Refusing is everyday business here and must cost no stack trace.
        super(reason, null, false, false);
        this.status = status;
        this.challenge = challenge;
    }

    /** A 401 that asks for a user and a password. */
    static Refusal basic(String reason) {
        return new Refusal(401, reason, "Basic realm=\"shop\", charset=\"UTF-8\"");
    }

    Answer answer() {
        Answer answer = Answer.error(status, String.valueOf(getMessage()));
        return status == 401 ? answer.with("WWW-Authenticate", challenge) : answer;
    }
}
