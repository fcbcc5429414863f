package dev.loadstone.shop;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How the knobs, or a request's own headers, spoil its answer. */
final class Mischief {
    private static final String DELAY = "X-Shop-Delay";
    private static final String STATUS = "X-Shop-Status";

    private final KnobPanel panel;
    private final RandomGenerator random;

    Mischief(KnobPanel panel, RandomGenerator random) {
        this.panel = panel;
        this.random = random;
    }

    /** How long the answer waits: by the header {@code X-Shop-Delay}, else by the knob. */
    long delayMillis(HttpServerRequest http) {
        String header = http.getHeader(DELAY);
        if (header == null) {
            return panel.knobs().delayMillis();
        }
        try {
            return new Knobs(DurationText.millis(header), 0).delayMillis();
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, DELAY + ": " + e.getMessage());
        }
    }

    /** What is answered in the shop's place: by the header {@code X-Shop-Status}, else by chance. */
    Optional<Answer> answer(HttpServerRequest http) {
        String header = http.getHeader(STATUS);
        if (header != null) {
            return Optional.of(forced(header));
        }
        double rate = panel.knobs().errorRate();
        return rate > 0 && random.nextDouble() < rate
                ? Optional.of(Answer.error(503, "the error rate of the knobs"))
                : Optional.empty();
    }

    private static Answer forced(String header) {
        if (!header.matches("[2-5][0-9]{2}")) {
            throw new Refusal(400, STATUS + " is 200 to 599, not " + header);
        }
        return Answer.error(Integer.parseInt(header), "asked for by " + STATUS);
    }
}
