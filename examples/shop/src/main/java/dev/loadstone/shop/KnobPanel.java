package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The knobs as they stand now, seen by all event loops and turned over HTTP. */
final class KnobPanel {
    private static final Set<String> FIELDS = Set.of("delay", "errorRate", "freeze");

    private final Knobs initial;
    private final LongSupplier nanoTime;
    private volatile Knobs knobs;
    private volatile long frozenUntilNanos;

    KnobPanel(Knobs initial, LongSupplier nanoTime) {
        this.initial = initial;
        this.nanoTime = nanoTime;
        this.knobs = initial;
        this.frozenUntilNanos = nanoTime.getAsLong();
    }

    Knobs knobs() {
        return knobs;
    }

    /** Rounded up, so that a timer of this length never fires inside the freeze. */
    long frozenMillis() {
        long left = frozenUntilNanos - nanoTime.getAsLong();
        return left <= 0 ? 0 : (left + 999_999) / 1_000_000;
    }

    Answer show(ShopRequest request) {
        Knobs now = knobs;
        return Answer.json(
                200,
                new JsonObject()
                        .put("delay", DurationText.of(now.delayMillis()))
                        .put("errorRate", now.errorRate())
                        .put("freeze", DurationText.of(frozenMillis())));
    }

    /** A field that is not there stays as it is; a freeze of 0 ms thaws. */
    synchronized Answer turn(ShopRequest request) {
        JsonObject body = request.body();
        for (String field : body.fieldNames()) {
            if (!FIELDS.contains(field)) {
                throw new Refusal(400, "no knob is named " + field + "; there are: delay, errorRate, freeze");
            }
        }
        try {
            long delay = millis(body, "delay", knobs.delayMillis());
            long freeze = millis(body, "freeze", frozenMillis());
            if (freeze > Knobs.MAX_MILLIS) {
                throw new IllegalArgumentException("freeze is 0 to 60 s, not " + freeze + " ms");
            }
            knobs = new Knobs(delay, rate(body, knobs.errorRate()));
            if (body.containsKey("freeze")) {
                freeze(freeze);
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, e.getMessage());
        }
        return show(request);
    }

    synchronized Answer reset(ShopRequest request) {
        knobs = initial;
        freeze(0);
        return show(request);
    }

    private void freeze(long millis) {
        frozenUntilNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static long millis(JsonObject body, String field, long otherwise) {
        if (!body.containsKey(field)) {
            return otherwise;
        }
        if (body.getValue(field) instanceof String text) {
            return DurationText.millis(text);
        }
        throw new IllegalArgumentException(field + " is a text such as \"20ms\"");
    }

    private static double rate(JsonObject body, double otherwise) {
        if (!body.containsKey("errorRate")) {
            return otherwise;
        }
        if (body.getValue("errorRate") instanceof Number rate) {
            return rate.doubleValue();
        }
        throw new IllegalArgumentException("errorRate is a number from 0 to 1");
    }
}
