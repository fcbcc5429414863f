package dev.loadstone.shop;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** Bodies that a client has to be wary of: too large, too slow, broken off, or not what their head says. */
final class OddBodies {
    private static final int MAX_BLOB = 64 * 1024 * 1024;
    private static final int MAX_DRIP_MILLIS = 60_000;
    private static final int USUAL_DROP_MILLIS = 100;

    private final Vertx vertx;

    OddBodies(Vertx vertx) {
        this.vertx = vertx;
    }

    Answer blob(ShopRequest request) {
        int bytes = (int) request.queryDecimal("bytes", MAX_BLOB);
        boolean chunked = "true".equals(request.query("chunked"));
        return Answer.of(200, Answer.BYTES, new Blob(bytes, chunked));
    }

    /** A byte every {@code every} ms, for {@code for} ms. */
    Answer endless(ShopRequest request) {
        int every = request.queryNumber("every", USUAL_DROP_MILLIS, MAX_DRIP_MILLIS);
        int total = request.queryNumber("for", MAX_DRIP_MILLIS, MAX_DRIP_MILLIS);
        return Answer.of(200, Answer.BYTES, new Drip(vertx, every, total / every + 1));
    }

    Answer torn(ShopRequest request) {
        return Answer.of(200, Answer.BYTES, new Torn());
    }

    Answer reset(ShopRequest request) {
        return Answer.of(200, Answer.BYTES, new Reset(request.http().connection()));
    }

    /** Says that it is gzip, and is not. */
    Answer garbled(ShopRequest request) {
        return Answer.json(200, Buffer.buffer("{\"this\":\"is not gzip\"}"))
                .with(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
    }
}
