package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * Answers that come late by a law that is known, so that a measured distribution can be held against the true one. Of
 * each thousand answers of one law since the counters were reset, exactly one waits as long as each thousandth of the
 * law says ({@link Strata}), so no quantile up to p99.9 is off by more than a thousandth. Delays are drawn to the
 * nanosecond and cut to 60 s; an answer is never early, and on an idle core it is about 0.1 ms late, whatever its
 * delay.
 */
final class Latency {
    private static final double MAX = Law.MAX_MILLIS;

    private Latency() {}

    static Answer constant(ShopRequest request) {
        return by(new Law.Constant(request.queryDecimal("ms", MAX)), request);
    }

    static Answer uniform(ShopRequest request) {
        return by(new Law.Uniform(request.queryDecimal("min", MAX), request.queryDecimal("max", MAX)), request);
    }

    static Answer exponential(ShopRequest request) {
        return by(new Law.Exponential(request.queryDecimal("mean", MAX)), request);
    }

    static Answer bimodal(ShopRequest request) {
        return by(
                new Law.Bimodal(
                        request.queryDecimal("fast", MAX),
                        request.queryDecimal("slow", MAX),
                        request.queryDecimal("share", 1)),
                request);
    }

    private static Answer by(Law law, ShopRequest request) {
        long nanos = request.tally().draws().nextNanos(law);
        double millis = (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
        return Answer.json(200, new JsonObject().put("millis", millis)).after(nanos);
    }
}
