package dev.loadstone.shop;

/**
 * What the shop does to every answer, so that a test has something to find.
 *
 * @param delayMillis how long an answer waits
 * @param errorRate the share of requests that get a 503, from 0 to 1
 */
public record Knobs(long delayMillis, double errorRate) {
    /** Nothing is slow and nothing fails. */
    public static final Knobs OFF = new Knobs(0, 0);

    /** Above it a request would only be a leak with a timer. */
    static final long MAX_MILLIS = 60_000;

    public Knobs {
        if (delayMillis < 0 || delayMillis > MAX_MILLIS) {
            throw new IllegalArgumentException("delay is 0 to 60 s, not " + delayMillis + " ms");
        }
        if (!(errorRate >= 0 && errorRate <= 1)) {
            throw new IllegalArgumentException("errorRate is 0 to 1, not " + errorRate);
        }
    }
}
