package dev.loadstone.operator.plan;

/**
 * What steps come to, as far as that can be said beforehand.
 *
 * @param requests that they send
 * @param waits requests one after the other: those that go out at once count once
 * @param pauseMillis think times and paces
 */
record Effort(double requests, double waits, double pauseMillis) {
    static final Effort NONE = new Effort(0, 0, 0);

    /** What a request is taken to take where nothing is known of the target. */
    private static final double REQUEST_MILLIS = 50;

    double millis() {
        return waits * REQUEST_MILLIS + pauseMillis;
    }

    Effort plus(Effort other) {
        return new Effort(requests + other.requests, waits + other.waits, pauseMillis + other.pauseMillis);
    }

    Effort times(double factor) {
        return new Effort(requests * factor, waits * factor, pauseMillis * factor);
    }

    /** With a pause at the end, if need be, that makes it last this long. */
    Effort atLeast(double millis) {
        return plus(new Effort(0, 0, Math.max(0, millis - millis())));
    }

    /** All requests at once. */
    Effort atOnce() {
        return new Effort(requests, Math.min(1, requests), 0);
    }

    /** The one that makes more load. */
    Effort orMore(Effort other) {
        return other.requests > requests ? other : this;
    }
}
