package dev.loadstone.operator.collect;

import java.util.Locale;

/** What became of a push: the status that it is answered with, and the closed set of labels that pushes are counted by. */
enum PushResult {
    ACCEPTED(200),
    MALFORMED(400),
    NEWER_VERSION(400),
    NO_TOKEN(401),
    BAD_TOKEN(401),
    OTHER_RUNNER(403),
    NOT_FOUND(404),
    NOT_A_POST(405),
    WRONG_RUNNER(409),
    SECOND_BOOT(409),
    NO_LENGTH(411),
    TOO_LARGE(413),
    ENCODED(415),
    TOO_OFTEN(429),
    BUSY(429),
    FAILED(500),
    NOT_OPEN(503),
    NO_REVIEW(503);

    private final int status;

    PushResult(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Whether the same push may be taken a moment later. */
    boolean passes() {
        return status == 429 || status == 503;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
